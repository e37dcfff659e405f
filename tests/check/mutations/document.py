"""The document that is altered: something of everything, on several pages, with words and signs that matter."""

from __future__ import annotations

from octavo.model import Picture

from tests.check.samples import drawn

PICTURES = (
    Picture("dune.png", drawn((200, 60, 20)), "image/png", 40, 30),
    Picture("tarn.png", drawn((20, 60, 200)), "image/png", 40, 30),
)

DOCUMENT = """---
title: Field Notes
author: Ada Example
date: 2024
lang: en
---

# First Walk {#first-part}

It froze at −7 °C before dawn and rose by 14 % to +9 °C; bread was €3 or £2.50, for 1,200 people. The ice was not
safe, and nobody could have crossed before nine o’clock.[^ice] See [the second walk](#second-walk).

## What We Carried

The café owner’s naïve résumé named Łódź and Œuvre; if x ≤ 4 then y ≥ 2 and p → q. He wrote “now here”, not nowhere
(or so he said). The field is 10^2^ metres, with H~2~O beneath, and ~~never~~ *truly* **dry**.

- apple pie
- pear tart
    (a) with cream
    (b) without
- plum jam

7. seventh thing
8. eighth thing

| Town | High | Low |
|:-----|-----:|----:|
| Oslo |   14 |  −3 |
| Rome |   31 |  15 |
| Łódź |   22 |   9 |

: Weather of the towns

Lantern
:   What one carries in the dark.

Compass
:   What one follows.

# Second Walk

Here it is written again: good, very good, and good.[^good] See [the almanac](https://one.invalid/a) and
[the tide table](https://two.invalid/b), or *both of them*.

$$a^2 + b^2 = c^2$$

The sum $p - q$ is small.

```python
def slope(x):
    return x - 1 if x < 3 else x + 1
```

| Dunes are red,
|   tarns are blue,
| nobody came with me.

![A red dune](images/dune.png)

![A blue tarn](images/tarn.png)

> The wind takes what it likes.

Yes, said the guide.

No, said the boy.

Yes, said the guide.

# Third Walk

The words שלום עולם stood over one door, and مرحبا over another; ‘日本’ over a third.

1. one way
2. another way
    i. by the bridge
    ii. by the ford

A last paragraph, with some closing words.

[^ice]: It held the next day.
[^good]: He said so twice.
"""
