(() => {
  'use strict';
  const MOST = 300;
  const fold = (sign) => (sign < '\x80' ? sign : sign.normalize('NFKD').replace(/\p{M}/gu, '')).toLowerCase();
  // The text without capitals and accents, and for each of its signs where that is in the text as it was written.
  const folded = (text) => {
    const letters = [];
    const places = [];
    for (let at = 0; at < text.length; at += 1) {
      for (const sign of fold(text[at])) { letters.push(sign); places.push(at); }
    }
    return { text: letters.join(''), places };
  };
  const make = (tag, text) => { const made = document.createElement(tag); made.textContent = text; return made; };

  addEventListener('DOMContentLoaded', () => {
    const field = document.getElementById('octavo-wanted');
    const told = document.getElementById('octavo-told');
    const list = document.getElementById('octavo-hits');
    const held = JSON.parse(document.getElementById('octavo-held').content.textContent);
    const texts = held.blocks.map((block) => [...block[3]].map(fold).join(''));
    const asked = () => [...field.value.trim().replace(/\s+/g, ' ')].map(fold).join('');

    // Around the words that were found, so much of the text as tells where they are.
    const excerpt = (text, words) => {
      const whole = folded(text);
      const found = words.map((word) => [whole.text.indexOf(word), word.length]).filter(([at]) => at >= 0);
      found.sort((a, b) => a[0] - b[0]);
      const at0 = whole.places[found[0]?.[0] ?? 0] ?? 0;
      let begin = Math.max(0, at0 - 60);
      if (begin > 0) begin += Math.max(0, text.slice(begin, at0).indexOf(' ') + 1); // whole words
      let end = Math.min(text.length, begin + 220);
      if (end < text.length) end = Math.max(text.lastIndexOf(' ', end), begin + 120);
      const line = make('p', begin > 0 ? '… ' : '');
      let at = begin;
      for (const [from, length] of found) {
        const [first, last] = [whole.places[from], whole.places[from + length - 1] + 1];
        if (first < at || last > end) continue;
        line.append(text.slice(at, first), make('mark', text.slice(first, last)));
        at = last;
      }
      line.append(text.slice(at, end), end < text.length ? ' …' : '');
      line.dir = 'auto';
      return line;
    };

    const find = () => {
      const phrase = asked();
      list.replaceChildren();
      told.textContent = '';
      if (!phrase) return;
      let words = [phrase];
      let hits = [...texts.keys()].filter((at) => texts[at].includes(phrase));
      if (!hits.length) {
        words = phrase.split(' ');
        hits = [...texts.keys()].filter((at) => words.every((word) => texts[at].includes(word)));
      }
      told.textContent = hits.length ? String(hits.length) : told.dataset.nothing;
      for (const at of hits.slice(0, MOST)) {
        const [page, name, begun, text, turns = []] = held.blocks[at];
        const first = texts[at].indexOf(words[0]);
        const label = turns.filter(([from]) => from <= first).pop()?.[1] ?? begun;
        const [file, title] = held.pages[page];
        const hit = make('li', '');
        const link = make('a', title);
        link.dir = 'auto';
        link.href = `${file}?find=${encodeURIComponent(words.length > 1 ? words[0] : field.value.trim())}#${encodeURIComponent(name)}`;
        hit.append(link);
        if (label) hit.append(' ', make('span', `${told.dataset.page} ${label}`));
        hit.append(excerpt(text, words));
        list.append(hit);
      }
    };

    let timer = 0;
    field.closest('[hidden]').hidden = false;
    field.value = new URLSearchParams(location.search).get('find') ?? '';
    field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(find, 150); });
    field.addEventListener('keydown', (event) => { if (event.key === 'Enter') { clearTimeout(timer); find(); } });
    field.focus();
    find();
  });
})();
