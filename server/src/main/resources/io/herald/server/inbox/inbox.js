'use strict';
// Everything works without this: it keeps the list current, tells times in the reader's zone, and adds keys.

const showTimes = root => root.querySelectorAll('time').forEach(time => {
  const at = new Date(time.dateTime);
  const today = at.toDateString() === new Date().toDateString();
  time.title = at.toString();
  time.textContent = today
    ? at.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', second: '2-digit'})
    : at.toLocaleString([], {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});
});

const list = document.querySelector('[data-refresh]');
let shown = '';

async function refresh() {
  if (!document.hidden) {
    try {
      const answer = await fetch(list.dataset.refresh);
      const html = answer.ok ? await answer.text() : shown;
      if (html !== shown) {
        const focused = document.activeElement?.closest?.('.row')?.getAttribute('href');
        list.innerHTML = html;
        showTimes(list);
        if (focused) list.querySelector(`a[href="${focused}"]`)?.focus({preventScroll: true});
        shown = html;
      }
    } catch {
      // the inbox is away for the moment; the next round asks again
    }
  }
  setTimeout(refresh, 2000);
}

function move(step) {
  const rows = [...document.querySelectorAll('.row')];
  const at = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input')) return;
  const views = document.querySelectorAll('.views a');
  const action = {
    j: () => move(1),
    k: () => move(-1),
    '/': () => document.querySelector('#search')?.focus(),
    u: () => { if (views.length) location.href = '/'; },
  }[event.key] ?? (() => views[Number(event.key) - 1]?.click());
  if (event.key === '/') event.preventDefault();
  action();
});

showTimes(document);
if (list) refresh();
