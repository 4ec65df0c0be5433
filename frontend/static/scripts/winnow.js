// What the browser does by itself: the colour scheme, the skip link, copying commands.
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

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) {
      return;
    }
    if (target.closest('[data-scheme]')) {
      switchScheme();
    } else if (target.closest('[data-copy]')) {
      copy(target.closest('[data-copy]'));
    } else if (target.closest('[data-skip]')) {
      const content = document.getElementById('content');
      if (content) {
        content.focus();
        content.scrollIntoView();
      }
    }
  });
})();
