// What a screen on the wall does by itself: it says when it lost the server, how long ago something changed, and comes back.
(function () {
  'use strict';
  if (window.winnowWall) {
    return;
  }
  window.winnowWall = true;
  const RETRY = 5000;
  const TICK = 15000;
  let away = false;

  function show() {
    const state = window.Vaadin && window.Vaadin.connectionState ? window.Vaadin.connectionState.state : 'connected';
    const lost = away || state === 'reconnecting' || state === 'connection-lost';
    document.documentElement.toggleAttribute('data-wall-lost', lost);
  }

  function ago(minutes) {
    if (minutes < 1) {
      return 'just now';
    }
    if (minutes < 60) {
      return minutes + ' min ago';
    }
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? hours + ' h ago' : Math.floor(hours / 24) + ' days ago';
  }

  // Only the clock of this browser: the server is asked nothing.
  function tick() {
    const live = document.querySelector('[data-at]');
    if (live) {
      live.setAttribute('data-ago', ago(Math.max(0, Math.floor((Date.now() - Date.parse(live.dataset.at)) / 60000))));
    }
  }

  // After a restart the server does not know this page any more and says so: nobody stands there to click.
  function recover() {
    if (document.querySelector('.v-system-error')) {
      away = true;
      show();
      setTimeout(() => location.reload(), RETRY);
      return;
    }
    setTimeout(recover, RETRY);
  }

  function listen() {
    if (window.Vaadin && window.Vaadin.connectionState) {
      window.Vaadin.connectionState.addStateChangeListener(show);
      show();
    } else {
      setTimeout(listen, 200);
    }
  }

  addEventListener('offline', () => { away = true; show(); });
  addEventListener('online', () => { away = false; show(); });
  new MutationObserver(tick).observe(document.body, {childList: true, subtree: true});
  setInterval(tick, TICK);
  tick();
  listen();
  setTimeout(recover, RETRY);
})();
