(() => {
  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const list = document.querySelector('ul.books');
  const search = document.getElementById('search');
  const order = document.getElementById('order');
  if (!list) return;
  const books = [...list.children];
  const told = new Map(books.map((book) => [book, plain(book.dataset.words)]));
  const by = {
    title: (a, b) => a.dataset.title.localeCompare(b.dataset.title),
    author: (a, b) => a.dataset.author.localeCompare(b.dataset.author) || by.title(a, b),
    changed: (a, b) => b.dataset.changed - a.dataset.changed || by.title(a, b),
  };
  const find = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const book of books) {
      book.hidden = !words.every((word) => told.get(book).includes(word));
      count += !book.hidden;
    }
    document.getElementById('none').hidden = count > 0;
    document.getElementById('found').textContent = `${count} publication${count === 1 ? '' : 's'}`;
  };
  search.addEventListener('input', find);
  order.addEventListener('change', () => list.append(...books.sort(by[order.value])));
  search.closest('[hidden]').hidden = false;
  document.querySelector('.count').hidden = true;
  if (search.value) find();
})();
