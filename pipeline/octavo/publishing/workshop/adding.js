(() => {
  'use strict';
  const AT_ONCE = 4;
  const key = document.querySelector('meta[name="octavo-key"]').content;
  const zone = document.getElementById('zone');
  const told = document.getElementById('told');
  const coming = document.getElementById('coming');
  const largest = JSON.parse(zone.dataset.largest);
  const make = (tag, text, kind) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  // Sending: a few at a time, each with its bar; what is there already is asked about.
  const waiting = [];
  let sending = 0;
  const next = () => {
    while (sending < AT_ONCE && waiting.length) {
      sending += 1;
      send(waiting.shift()).finally(() => { sending -= 1; next(); });
    }
    told.textContent = waiting.length + sending ? `${waiting.length + sending} to send` : '';
  };
  const send = (one) => new Promise((done) => {
    const request = new XMLHttpRequest();
    const bar = document.createElement('progress');
    bar.setAttribute('aria-label', `sending ${one.path}`);
    one.row.replaceChildren(make('span', one.path, 'name'), bar);
    const say = (text, kind) => { one.row.replaceChildren(make('span', one.path, 'name'), make('span', text, kind)); };
    request.open('POST', `seeds/${one.path.split('/').map(encodeURIComponent).join('/')}`);
    request.setRequestHeader('X-Octavo-Key', key);
    if (one.replace) request.setRequestHeader('X-Octavo-Replace', 'yes');
    request.upload.addEventListener('progress', (event) => { bar.max = event.total; bar.value = event.loaded; });
    request.addEventListener('load', () => {
      if (request.status === 200) say('added');
      else if (request.status === 409) ask(one);
      else if (request.status === 503 && one.tries < 5) { one.tries += 1; setTimeout(() => { waiting.push(one); next(); }, 1000); }
      else say(request.responseText || 'it could not be sent', 'wrong');
      done();
      look();
    });
    request.addEventListener('error', () => { say('it could not be sent', 'wrong'); done(); });
    request.send(one.file);
  });
  const ask = (one) => {
    const yes = make('button', 'Replace it');
    const no = make('button', 'Leave it');
    yes.type = no.type = 'button';
    yes.setAttribute('aria-label', `Replace ${one.path}`);
    no.setAttribute('aria-label', `Leave ${one.path} as it is`);
    yes.addEventListener('click', () => { one.replace = true; waiting.push(one); next(); });
    no.addEventListener('click', () => one.row.remove());
    one.row.replaceChildren(make('span', one.path, 'name'), make('span', 'There is a document of this name.'), yes, no);
  };
  const add = (path, file) => {
    const row = make('li', '');
    coming.append(row);
    const most = largest[(/\.[^./]+$/.exec(path.toLowerCase()) ?? [''])[0]];
    const wrong = most === undefined ? 'files like this are no part of a document'
      : file.size > most ? `it is larger than ${Math.round(most / 1048576)} MB` : '';
    if (wrong) { row.append(make('span', path, 'name'), make('span', wrong, 'wrong')); return; }
    waiting.push({ path, file, row, replace: false, tries: 0 });
    next();
  };
  const enter = async (entry, above) => {
    const path = above ? `${above}/${entry.name}` : entry.name;
    if (entry.name.startsWith('.')) return;
    if (entry.isFile) { add(path, await new Promise((yes, no) => entry.file(yes, no))); return; }
    const reader = entry.createReader();
    for (;;) {
      const found = await new Promise((yes, no) => reader.readEntries(yes, no));
      if (!found.length) return;
      for (const inner of found) await enter(inner, path);
    }
  };
  addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('over'); });
  addEventListener('dragleave', () => zone.classList.remove('over'));
  addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (entries.length) for (const entry of entries) enter(entry, '');
    else for (const file of event.dataTransfer.files) add(file.name, file);
  });
  document.getElementById('folder').webkitdirectory = true;
  for (const name of ['files', 'folder']) {
    const field = document.getElementById(name);
    field.addEventListener('change', () => {
      for (const file of field.files) add(file.webkitRelativePath || file.name, file);
      field.value = '';
    });
  }

  // How far each document is.
  const states = document.getElementById('states');
  const rows = new Map();
  let shown = '';
  let timer = 0;
  const show = (one) => {
    const row = make('li', '');
    row.append(make('span', one.seed || one.slug, 'name'));
    if (one.state === 'working') {
      const bar = document.createElement('progress');
      bar.setAttribute('aria-label', `making ${one.slug}`);
      if (one.of) { bar.max = one.of; bar.value = one.pages; }
      row.append(make('span', one.pages ? `${one.stage}, page ${one.pages}` : one.stage || 'begins'), bar);
    }
    for (const [edition, path] of Object.entries(one.files)) {
      const link = make('a', edition);
      link.href = `../${path.split('/').map(encodeURIComponent).join('/')}`;
      link.setAttribute('aria-label', `${edition} of ${one.slug}`);
      row.append(link);
    }
    for (const name of one.lines) {
      const link = make('a', one.lines.length > 1 ? `lines of ${name}` : 'lines');
      link.href = `lines?seed=${encodeURIComponent(name)}`;
      link.setAttribute('aria-label', `the lines of ${name}`);
      row.append(link);
    }
    for (const wrong of one.told) row.append(make('p', wrong, 'wrong'));
    return row;
  };
  const look = async () => {
    clearTimeout(timer);
    let busy = false;
    try {
      const answer = await fetch('state', { headers: { 'X-Octavo-Key': key } });
      const text = await answer.text();
      const now = JSON.parse(text);
      busy = now.building;
      if (text !== shown) {
        shown = text;
        for (const one of now.documents) {
          const told = JSON.stringify(one);
          const before = rows.get(one.slug);
          if (before?.told === told) continue;
          const row = show(one);
          if (before) before.row.replaceWith(row); else states.append(row);
          rows.set(one.slug, { row, told });
        }
      }
    } catch { /* the server has ended; perhaps it comes back */ }
    timer = setTimeout(look, busy || sending ? 500 : 2000);
  };
  zone.hidden = false;
  look();
})();
