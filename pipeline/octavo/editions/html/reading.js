(() => {
  'use strict';
  const root = document.documentElement;
  // Where a browser keeps nothing for this page, what the reader chose goes along when the page is loaded again.
  const visit = (name, value) => { try { history.replaceState({ ...history.state, [name]: value }, ''); } catch { return; } };
  const kept = {
    get(name) {
      try { return JSON.parse(localStorage.getItem(name)) ?? {}; } catch { return history.state?.[name] ?? {}; }
    },
    set(name, value) { try { localStorage.setItem(name, JSON.stringify(value)); } catch { visit(name, value); } },
  };

  // Colours, size and typeface as the reader chose them: before anything is drawn.
  const look = kept.get('octavo-look');
  const choices = ['colours', 'size', 'face'];
  const dress = () => {
    for (const name of choices) {
      if (look[name]) root.dataset[name] = String(look[name]); else delete root.dataset[name];
    }
  };
  dress();

  const blocks = 'p, li, h2, h3, h4, h5, h6, dt, dd, td, pre, figure';
  const line = () => innerHeight * 0.12; // where somebody reads who has just turned to a place
  const here = (main) => {
    for (let y = line(); y < innerHeight; y += 24) {
      const found = document.elementFromPoint(innerWidth / 2, y)?.closest(blocks);
      if (found && main.contains(found)) return found;
    }
    return null;
  };
  const words = (block) => block.textContent.slice(0, 60);

  const keepPlace = (main) => {
    const name = `octavo-place ${location.pathname}`;
    const place = kept.get(name);
    // Of many pages only the one that was read last opens where it was left: the others were turned over.
    const book = document.querySelector('.o-turn') && `octavo-read ${location.pathname.replace(/[^/]*$/, '')}`;
    const last = !book || kept.get(book).page === location.pathname;
    if (book) kept.set(book, { page: location.pathname });
    if (last && !location.hash && Number.isInteger(place.at)) {
      const all = [...main.querySelectorAll(blocks)];
      const block = words(all[place.at] ?? main) === place.words ? all[place.at] : all.find((b) => words(b) === place.words);
      const back = () => {
        const box = block.getBoundingClientRect();
        scrollBy({ top: box.top + place.share * box.height - line(), behavior: 'instant' });
      };
      if (block && Number.isFinite(place.share)) {
        history.scrollRestoration = 'manual';
        back();
        requestAnimationFrame(back); // what came into sight may be higher than was thought
      }
    }
    let timer = 0;
    const keep = () => {
      const block = scrollY > innerHeight / 2 && here(main);
      if (!block) return kept.set(name, {});
      const box = block.getBoundingClientRect();
      const share = (line() - box.top) / Math.max(box.height, 1);
      kept.set(name, { at: [...main.querySelectorAll(blocks)].indexOf(block), words: words(block), share });
    };
    addEventListener('scroll', () => { clearTimeout(timer); timer = setTimeout(keep, 300); }, { passive: true });
    addEventListener('pagehide', keep);
  };

  const offerLooks = (main) => {
    for (const name of choices) {
      const choice = document.getElementById(`octavo-${name}`);
      choice.value = look[name] ?? '';
      if (choice.selectedIndex < 0) choice.value = '';
      choice.addEventListener('change', () => {
        const block = scrollY > 0 ? here(main) : null;
        look[name] = choice.value;
        kept.set('octavo-look', look);
        dress();
        block?.scrollIntoView({ block: 'start' });
      });
    }
  };

  const goToPages = (field) => {
    const told = document.getElementById('octavo-no-page');
    const links = new Map();
    for (const link of document.querySelectorAll('nav.o-pages li a')) {
      const label = link.textContent.toLowerCase();
      if (!links.has(label)) links.set(label, link);
    }
    field.closest('[hidden]').hidden = false;
    field.addEventListener('change', () => {
      const wanted = field.value.trim().toLowerCase();
      const link = links.get(wanted);
      const unknown = wanted !== '' && !link;
      field.setAttribute('aria-invalid', String(unknown));
      told.textContent = unknown ? told.dataset.told : '';
      if (link) link.click();
    });
  };

  const markPlace = (list) => {
    const entries = new Map();
    for (const link of list.querySelectorAll('a')) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) entries.set(heading.closest('section') ?? heading, link);
    }
    const parts = [...entries.keys()];
    const seen = new Set();
    let marked = null;
    const observer = new IntersectionObserver((changes) => {
      for (const change of changes) {
        if (change.isIntersecting) seen.add(change.target); else seen.delete(change.target);
      }
      const link = entries.get(parts.filter((part) => seen.has(part)).pop());
      if (!link || link === marked) return;
      marked?.removeAttribute('aria-current');
      link.setAttribute('aria-current', 'location');
      marked = link;
      const box = list.scrollHeight > list.clientHeight ? list : list.closest('.o-lists');
      const [inner, outer] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
      if (inner.height && (inner.top < outer.top || inner.bottom > outer.bottom)) {
        box.scrollTop += inner.top - outer.top - outer.height / 3;
      }
    }, { rootMargin: '-15% 0px -80% 0px' });
    for (const part of parts) observer.observe(part);
  };

  // Words are found without regard to capitals and accents, across emphasis and links, within a block.
  const fold = (sign) => (sign < '\x80' ? sign : sign.normalize('NFKD').replace(/\p{M}/gu, '')).toLowerCase();
  const textOf = (main) => {
    const nodes = [];
    const places = [];
    const letters = [];
    let last = null;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const block = node.parentElement.closest(`${blocks}, th, caption, figcaption, h1, math`);
      if (block !== last) { letters.push('\n'); places.push(-1, 0); last = block; }
      nodes.push(node);
      for (let at = 0; at < node.data.length; at += 1) {
        const sign = node.data[at].trim() ? fold(node.data[at]) : ' ';
        if (sign === ' ' && letters.at(-1) === ' ') continue;
        for (let n = 0; n < sign.length; n += 1) { letters.push(sign[n]); places.push(nodes.length - 1, at); }
      }
    }
    return { nodes, places, text: letters.join('') };
  };
  const search = (main, field) => {
    const told = document.getElementById('octavo-found');
    const next = document.getElementById('octavo-next');
    const lights = window.Highlight && CSS.highlights ? [new Highlight(), new Highlight()] : null;
    if (lights) {
      const sheet = new CSSStyleSheet(); // not all checkers know this rule yet
      sheet.replaceSync(`::highlight(octavo-found) { background-color: var(--mark); color: var(--ink) }
        ::highlight(octavo-at) { background-color: var(--accent); color: var(--paper) }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      CSS.highlights.set('octavo-found', lights[0]);
      CSS.highlights.set('octavo-at', lights[1]);
    }
    let held = null;
    let ranges = [];
    let at = -1;
    let timer = 0;
    const find = () => {
      held ??= textOf(main);
      const wanted = [...field.value.trim().replace(/\s+/g, ' ')].map(fold).join('');
      ranges = [];
      at = -1;
      for (let from = wanted ? held.text.indexOf(wanted) : -1; from >= 0 && ranges.length < 5000;) {
        const to = from + wanted.length - 1;
        const range = new Range();
        range.setStart(held.nodes[held.places[2 * from]], held.places[2 * from + 1]);
        range.setEnd(held.nodes[held.places[2 * to]], held.places[2 * to + 1] + 1);
        ranges.push(range);
        from = held.text.indexOf(wanted, to + 1);
      }
      lights?.forEach((light) => light.clear());
      for (const range of ranges) lights?.[0].add(range);
      told.textContent = wanted ? String(ranges.length) : '';
      next.disabled = !ranges.length;
    };
    const step = () => {
      if (!ranges.length) return;
      if (at < 0) {
        const line = (range) => range.startContainer.parentElement.getBoundingClientRect().bottom;
        at = ranges.findIndex((range) => line(range) > innerHeight * 0.12) - 1;
        if (at < -1) at = -1;
      }
      at = (at + 1) % ranges.length;
      told.textContent = `${at + 1} / ${ranges.length}`;
      if (lights) { lights[1].clear(); lights[1].add(ranges[at]); }
      ranges[at].startContainer.parentElement.scrollIntoView({ block: 'center' });
    };
    const all = document.querySelector('.o-all a');
    const carry = () => {
      if (all) all.search = field.value.trim() ? `?find=${encodeURIComponent(field.value.trim())}` : '';
    };
    const asked = new URLSearchParams(location.search).get('find');
    if (asked) { // somebody comes from the search of all pages
      field.value = asked;
      carry();
      find();
      requestAnimationFrame(step);
    }
    field.addEventListener('input', () => { carry(); clearTimeout(timer); timer = setTimeout(find, 150); });
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      clearTimeout(timer);
      if (at < 0) find();
      step();
    });
    next.addEventListener('click', step);
  };

  addEventListener('DOMContentLoaded', () => {
    const main = document.getElementById('main');
    const field = document.getElementById('octavo-page');
    const list = document.querySelector('nav.o-contents');
    const tools = document.querySelector('.o-tools');
    if (tools) {
      tools.hidden = false;
      offerLooks(main);
      search(main, document.getElementById('octavo-search'));
    }
    if (field) goToPages(field);
    if (list) markPlace(list);
    keepPlace(main);
  });
})();
