/* The search engine as a worker of the theme's dialog, in place of the theme's own: it knows the same three messages. */
"use strict";
(() => {
  const worker = /** @type {any} */ (self);
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  let engine = qunli.search([]);
  let last = "";

  const answer = () => worker.postMessage({ type: RESULT, data: { items: engine.find(last) } });

  /** @type {(config: {also?: string[][], fold?: [string, string], rest?: string}, docs: SearchDoc[]) => void} */
  const take = (config, docs) => {
    if (config.fold) qunli.searched.fold(config.fold);
    engine = qunli.search(docs, config.also);
  };

  /** @type {(path: string) => Promise<void>} */
  const more = async (path) => {
    const got = await fetch(new URL(`../../../${path}`, worker.location.href).href);
    const { config, docs } = await got.json();
    take(config, docs);
    if (last) answer();
  };

  worker.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
    if (data.type === SETUP) {
      const { config, docs } = data.data;
      take(config, docs);
      worker.postMessage({ type: READY });
      // Without network what pages are called is found all the same.
      if (config.rest) more(config.rest).catch(() => undefined);
    } else if (data.type === QUERY) {
      last = data.data;
      answer();
    }
  });
})();
