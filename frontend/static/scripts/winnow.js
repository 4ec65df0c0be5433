// What the browser does by itself: the colour scheme, the skip link, copying commands, keys, the search field.
(function () {
  'use strict';
  if (window.winnowReady) {
    return;
  }
  window.winnowReady = true;

  function dark() {
    const chosen = document.documentElement.style.colorScheme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function switchScheme() {
    const scheme = dark() ? 'light' : 'dark';
    document.documentElement.style.colorScheme = scheme;
    try {
      localStorage.setItem('winnow.scheme', scheme);
    } catch (e) {
      // Storage is off: the choice holds for this page only.
    }
  }

  function copy(button) {
    const text = button.parentElement.querySelector('pre');
    const done = () => {
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    };
    const select = () => {
      // Without a secure origin the clipboard is closed; the selection can be copied by hand.
      getSelection().selectAllChildren(text);
      button.textContent = 'Selected';
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text.textContent).then(done, select);
    } else {
      select();
    }
  }

  // The search field: a combo box whose list the server fills.
  const box = () => document.querySelector('[data-search]');
  const field = () => box().querySelector('input');
  const list = () => box().querySelector('[role="listbox"]');
  const options = () => [...list().querySelectorAll('[role="option"]')];
  const watched = new WeakSet();
  let suggesting = false;

  function show() {
    const open = suggesting && options().length > 0;
    box().toggleAttribute('data-suggesting', open);
    field().setAttribute('aria-expanded', String(open));
    if (!open) {
      choose(null);
    }
  }

  function choose(option) {
    options().forEach((other) => other.setAttribute('aria-selected', String(other === option)));
    if (option) {
      field().setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({block: 'nearest'});
    } else {
      field().removeAttribute('aria-activedescendant');
    }
  }

  function suggest(on) {
    suggesting = on;
    show();
  }

  function watch() {
    if (!watched.has(list())) {
      watched.add(list());
      new MutationObserver(() => { choose(null); show(); }).observe(list(), {childList: true});
    }
  }

  function openSearch() {
    if (box()) {
      box().setAttribute('data-open', '');
      field().focus();
      field().select();
    }
  }

  function leaveSearch() {
    suggest(false);
    box().removeAttribute('data-open');
    field().blur();
  }

  function searchKey(event) {
    const all = options();
    const at = all.findIndex((option) => option.getAttribute('aria-selected') === 'true');
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!suggesting) {
        suggest(true);
      } else if (all.length > 0) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        // One place more than there are options: the field itself.
        const next = (at + 1 + step + all.length + 1) % (all.length + 1) - 1;
        choose(next < 0 ? null : all[next]);
      }
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      if (suggesting && at >= 0) {
        all[at].click();
      } else {
        box().dispatchEvent(new CustomEvent('winnow-search', {detail: field().value}));
        leaveSearch();
      }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (box().hasAttribute('data-suggesting')) {
        suggest(false);
      } else {
        leaveSearch();
      }
    }
  }

  document.addEventListener('focusin', (event) => {
    if (box() && event.target === field()) {
      watch();
    }
  });
  document.addEventListener('focusout', (event) => {
    if (box() && event.target === field()) {
      suggest(false);
      box().removeAttribute('data-open');
    }
  });
  document.addEventListener('input', (event) => {
    if (box() && event.target === field()) {
      watch();
      suggest(true);
    }
  });
  document.addEventListener('mousedown', (event) => {
    // The field keeps the focus while a suggestion is clicked.
    if (event.target instanceof Element && event.target.closest('[data-search] [role="listbox"]')) {
      event.preventDefault();
    }
  });

  // Keys of every page.
  const PLACES = {o: '', i: 'inbox', f: 'findings', e: 'environments', u: 'upload'};
  const TYPES = 'input, textarea, select, [contenteditable], [role="menu"], [role="listbox"], [role="combobox"], vaadin-select';
  let goingUntil = 0;

  function visit(path) {
    const item = document.querySelector(`vaadin-side-nav-item[path="${path}"]`);
    const link = item && item.shadowRoot.querySelector('a');
    if (link) {
      link.click();
    }
  }

  // The content scrolls, not the document: without a focus inside of it these keys would move nothing.
  const SCROLLS = ['End', 'Home', 'PageDown', 'PageUp'];

  document.addEventListener('keydown', (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented);
    const active = document.activeElement;
    if (plain && SCROLLS.includes(event.key)
        && (!active || active === document.body || active.closest('vaadin-side-nav, a.brand, button'))) {
      const content = document.getElementById('content');
      if (content && !content.contains(active)) {
        content.focus({preventScroll: true});
      }
    }
  });

  document.addEventListener('keydown', (event) => {
    if (!box()) {
      return;
    }
    const target = event.composedPath()[0];
    if (target === field()) {
      searchKey(event);
      return;
    }
    const elsewhere = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented
      || (target instanceof Element && target.closest(TYPES))
      || document.querySelector('dialog[open], vaadin-confirm-dialog[opened], vaadin-dialog[opened]');
    if (elsewhere) {
      return;
    }
    const going = Date.now() < goingUntil;
    goingUntil = 0;
    if (going && event.key in PLACES) {
      event.preventDefault();
      visit(PLACES[event.key]);
    } else if (event.key === 'g') {
      goingUntil = Date.now() + 1500;
    } else if (event.key === '/') {
      event.preventDefault();
      const query = document.querySelector('[data-query]');
      if (query) {
        // The findings page has a field of its own for the same.
        query.focus();
        query.inputElement.select();
      } else {
        openSearch();
      }
    } else if (event.key === '?') {
      event.preventDefault();
      document.querySelector('[data-keys]').showModal();
    } else if ('jkxfawruil'.includes(event.key)) {
      // The inbox is worked through with one hand; the server knows what each key does.
      const inbox = document.querySelector('[data-inbox]');
      if (inbox) {
        event.preventDefault();
        inbox.dispatchEvent(new CustomEvent('winnow-key', {detail: event.key}));
      }
    }
  });

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) {
      return;
    }
    if (target.closest('[data-scheme]')) {
      switchScheme();
    } else if (target.closest('[data-copy]')) {
      copy(target.closest('[data-copy]'));
    } else if (target.closest('[data-search-open]')) {
      openSearch();
    } else if (target.closest('[data-keys-close]') || target.matches('[data-keys]')) {
      // Its own ground is below its content: a click that meets it came from beside the content.
      document.querySelector('[data-keys]').close();
    } else if (target.closest('[data-search] [role="option"]')) {
      leaveSearch();
    } else if (target.closest('[data-skip]')) {
      const content = document.getElementById('content');
      if (content) {
        content.focus();
        content.scrollIntoView();
      }
    }
  });
})();
