(() => {
  'use strict';
  const key = document.querySelector('meta[name="octavo-key"]').content;
  const main = document.getElementById('main');
  const told = document.getElementById('told');
  const only = document.getElementById('only');
  if (!only) return;
  try { only.checked = sessionStorage.getItem('octavo-only') === 'yes'; } catch { /* it is not kept */ }
  only.addEventListener('change', () => {
    try { sessionStorage.setItem('octavo-only', only.checked ? 'yes' : ''); } catch { /* it is not kept */ }
  });
  for (const choice of main.querySelectorAll('select')) choice.disabled = false;
  main.addEventListener('change', async (event) => {
    const choice = event.target.closest('select');
    if (!choice) return;
    const row = choice.closest('li');
    choice.disabled = true;
    told.textContent = '';
    try {
      const answer = await fetch('lines', {
        method: 'POST',
        headers: { 'X-Octavo-Key': key, 'Content-Type': 'application/json' },
        body: JSON.stringify({ seed: main.dataset.seed, line: Number(row.id.slice(1)), role: choice.value }),
      });
      if (answer.ok) {
        history.replaceState(null, '', `#${row.id}`);
        location.reload();
        return;
      }
      told.textContent = await answer.text();
    } catch {
      told.textContent = 'The server does not answer.';
    }
    choice.disabled = false;
    choice.selectedIndex = [...choice.options].findIndex((option) => option.defaultSelected);
    if (choice.selectedIndex < 0) choice.selectedIndex = 0;
    told.scrollIntoView({ block: 'center' });
  });
  document.getElementById(location.hash.slice(1))?.querySelector('select')?.focus({ preventScroll: true });
})();
