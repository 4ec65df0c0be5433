// What a screen on the wall does by itself: it says when it lost the server and since when, how long ago something changed,
// and comes back.
(function () {
  'use strict';
  if (window.winnowWall) {
    return;
  }
  window.winnowWall = true;
  const RETRY = 5000;
  const TICK = 15000;
  // A pulled cable says nothing: the server is asked for the head of this very file, which costs it next to nothing.
  const ASK = 20000;
  const PATIENCE = 10000;
  const SELF = new URL(document.currentScript ? document.currentScript.src : 'scripts/wall.js', document.baseURI);
  let away = false;
  let silent = false;
  let heard = Date.now();

  function show() {
    const state = window.Vaadin && window.Vaadin.connectionState ? window.Vaadin.connectionState.state : 'connected';
    const lost = away || silent || state === 'reconnecting' || state === 'connection-lost';
    document.documentElement.toggleAttribute('data-wall-lost', lost);
    since();
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

  function since() {
    const lost = document.querySelector('.wall-lost');
    const at = new Date(heard).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
    if (lost && lost.dataset.since !== at) {
      lost.setAttribute('data-since', at);
    }
  }

  // Whatever it answers, it is there; only a proxy that misses it answers in this way.
  async function answers() {
    try {
      const answer = await fetch(SELF, {
        method: 'HEAD', cache: 'no-store', credentials: 'omit', redirect: 'manual', signal: AbortSignal.timeout(PATIENCE)
      });
      return ![502, 503, 504].includes(answer.status);
    } catch (e) {
      return false;
    }
  }

  async function ask() {
    let there = await answers();
    if (!there && !silent) {
      // One that got lost is no lost line.
      await new Promise(done => setTimeout(done, RETRY));
      there = await answers();
    }
    if (there) {
      heard = Date.now();
    }
    if (there && silent) {
      // What was pushed meanwhile may never have come.
      location.reload();
      return;
    }
    silent = !there;
    show();
    setTimeout(ask, silent ? RETRY : ASK);
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
  setTimeout(ask, ASK);
})();
