/* Keeps the owners' pages on a phone for days without network. `qunli build` writes before it what a build holds:
   `now` is fetched at once, `later` when it is first used, each file by its path with a digest of its bytes. A build is one
   cache, filled whole before it is used; a page goes on with the cache that it came from. Without such a list this script
   takes away what earlier builds left. */
"use strict";
(() => {
  const worker = /** @type {any} */ (self);
  /** @typedef {{[path: string]: string}} Digests */
  /** @type {{version: string, now: Digests, later: Digests} | undefined} */
  const list = worker.qunliOffline;
  /** @type {string} */
  const scope = worker.registration.scope;
  const PREFIX = `qunli:${scope}:`;
  const CLIENTS = `${PREFIX}clients`;
  const DIGEST = "x-qunli-digest";
  const FRESH = "fresh"; // an address with it goes past all caches, with everything that its page asks for

  /** @type {(version: string) => string} */
  const nameOf = (version) => PREFIX + version;

  const builds = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CLIENTS);

  // --- a site that wants no worker any more

  const retire = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX)) await caches.delete(name);
    }
    await worker.registration.unregister();
    for (const client of await worker.clients.matchAll({ type: "window" })) client.navigate(client.url);
  };

  if (!list) {
    worker.addEventListener("install", () => worker.skipWaiting());
    worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(retire()));
    return;
  }

  /** @type {Digests} */
  const known = Object.assign(Object.create(null), list.later, list.now);
  const NAME = nameOf(list.version);

  /** @type {(path: string) => string} */
  const decoded = (path) => {
    try {
      return decodeURIComponent(path);
    } catch (error) {
      return path;
    }
  };

  /**
   * The file that an address asks for, "" where it is none that a build keeps.
   * @type {(address: string) => string}
   */
  const pathOf = (address) => {
    const [plain, query = ""] = address.split("#")[0].split("?");
    if (!plain.startsWith(scope) || query.split("&").includes(FRESH)) return "";
    const path = decoded(plain.slice(scope.length));
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    return known[file] ? file : "";
  };

  /** Where a file stands: some hosts send index.html away to its folder. @type {(path: string) => string} */
  const addressOf = (path) => scope + encodeURI(path.replace(/(^|\/)index\.html$/, "$1"));

  /** @type {(path: string) => string} */
  const keyOf = (path) => scope + encodeURI(path);

  // --- files, each judged by its bytes

  /** @type {(bytes: ArrayBuffer) => Promise<string>} */
  const digest = async (bytes) => {
    const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(found.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  /**
   * A file from the network, null where it is not that of this build.
   * @type {(path: string) => Promise<Response | null>}
   */
  const fetched = async (path) => {
    const answer = await fetch(addressOf(path), { cache: "no-cache", credentials: "same-origin" });
    if (!answer.ok) return null;
    const bytes = await answer.arrayBuffer();
    if ((await digest(bytes)) !== known[path]) return null;
    const headers = new Headers({ [DIGEST]: known[path] });
    for (const name of ["content-type", "content-security-policy"]) headers.set(name, answer.headers.get(name) || "");
    return new Response(bytes, { headers });
  };

  /** @type {(path: string, cache: Cache) => Promise<Response | null>} */
  const match = async (path, cache) => {
    const found = await cache.match(keyOf(path));
    return found && found.headers.get(DIGEST) === known[path] ? found : null;
  };

  /**
   * The same file as an earlier build had it, if it did not change. Its bytes are read first: a body that one cache still
   * reads while another writes it stops both.
   * @type {(path: string, earlier: Cache[]) => Promise<Response | null>}
   */
  const kept = async (path, earlier) => {
    for (const cache of earlier) {
      const found = await match(path, cache);
      if (found) return new Response(await found.arrayBuffer(), { headers: found.headers });
    }
    return null;
  };

  /**
   * A file of this build, from now on in its cache where the phone has room; null where the network has another one.
   * @type {(path: string, cache: Cache, earlier?: Cache[]) => Promise<Response | null>}
   */
  const taken = async (path, cache, earlier = []) => {
    const there = await match(path, cache);
    if (there) return there;
    const found = (await kept(path, earlier)) || (await fetched(path));
    if (found) await cache.put(keyOf(path), found.clone()).catch(() => {});
    return found;
  };

  // --- a build comes

  /** @type {(path: string, earlier: Cache[]) => Promise<boolean>} */
  const isUsed = async (path, earlier) => (await Promise.all(earlier.map((each) => each.match(keyOf(path))))).some(Boolean);

  const install = async () => {
    const earlier = await Promise.all((await builds()).filter((name) => name !== NAME).map((name) => caches.open(name)));
    const cache = await caches.open(NAME);
    const take = async (/** @type {string} */ path) => {
      // Published file by file, a new list may be there before its pages: the browser tries again at the next visit.
      await taken(path, cache, earlier);
      if (!(await match(path, cache))) throw new Error(`${path} of this build is not there yet, or has no room`);
    };
    await Promise.all(Object.keys(list.now).map(take));
    await Promise.all(Object.keys(list.later).map(async (path) => (await isUsed(path, earlier)) && take(path)));
    await worker.skipWaiting();
  };

  // --- which build a page came from

  /** @type {Map<string, string>} */
  const versions = new Map();

  /** @type {(id: string) => string} */
  const clientKey = (id) => `${scope}?client=${id}`;

  /** @type {(id: string, version: string) => Promise<void>} */
  const note = async (id, version) => {
    if (!id) return;
    versions.set(id, version);
    await (await caches.open(CLIENTS)).put(clientKey(id), new Response(version));
  };

  /** @type {(id: string) => Promise<string>} */
  const versionOf = async (id) => {
    const now = versions.get(id);
    if (now) return now;
    const noted = await (await caches.open(CLIENTS)).match(clientKey(id));
    const version = noted ? await noted.text() : list.version;
    versions.set(id, version);
    return version;
  };

  /** Drop the builds that no open page came from. */
  const tidy = async () => {
    const clients = await caches.open(CLIENTS);
    const used = new Set([NAME]);
    for (const request of await clients.keys()) {
      const id = request.url.slice(clientKey("").length);
      if (await worker.clients.get(id)) used.add(nameOf(await versionOf(id)));
      else await clients.delete(request);
    }
    for (const name of await builds()) {
      if (!used.has(name)) await caches.delete(name);
    }
  };

  // --- answers

  const WAYS = [["my/today", "今天发什么"], ["orders", "数接龙"], ["checks/try", "发前查一查"]];

  /** What a page says that is not kept while there is no network. */
  const unreached = () => {
    const ways = WAYS.map(([path, title]) => {
      const file = [`${path}/index.html`, `${path}.html`].filter((each) => known[each])[0];
      return file ? `<p><a href="${addressOf(file)}">${title}</a></p>` : "";
    });
    const head = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">';
    const words = "<title>没连上网</title><h1>没连上网</h1><p>这一页要连上网才打得开。没有网也能用的：</p>";
    return new Response(head + words + ways.join(""), { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
  };

  /**
   * A page: this build's, or where the site has a newer one by now, that from the network with all that belongs to it.
   * @type {(event: any, path: string) => Promise<Response>}
   */
  const page = async (event, path) => {
    const { url } = event.request;
    const cache = await caches.open(NAME);
    const found = await taken(path, cache).catch(() => undefined);
    if (found === undefined) return unreached();
    if (found === null) return Response.redirect(`${url.split(/[?#]/)[0]}?${FRESH}`);
    event.waitUntil(note(event.resultingClientId, list.version));
    return found;
  };

  /** What a page asks for: of the build that it came from, and of no other. @type {(event: any, path: string) => Promise<Response>} */
  const part = async (event, path) => {
    const client = event.clientId && (await worker.clients.get(event.clientId));
    if (!client || !pathOf(client.url)) return fetch(event.request);
    const version = await versionOf(event.clientId);
    const cache = await caches.open(nameOf(version));
    const found = await (version === list.version ? taken(path, cache) : cache.match(keyOf(path)));
    if (found) return found;
    client.postMessage({ qunli: "stale" });
    return Response.error();
  };

  /** @type {(event: any) => void} */
  const answer = (event) => {
    const { method, mode, url } = event.request;
    if (method !== "GET" || !url.startsWith(scope)) return;
    const path = pathOf(url);
    if (mode !== "navigate") {
      if (path) event.respondWith(part(event, path));
    } else event.respondWith(path ? page(event, path) : fetch(event.request).catch(unreached));
  };

  /** The first page came without this worker: what it used is fetched again. @type {(event: any) => Promise<void>} */
  const keep = async (event) => {
    const cache = await caches.open(NAME);
    const asked = Array.isArray(event.data && event.data.keep) ? event.data.keep : [];
    const paths = new Set(asked.map((/** @type {unknown} */ each) => pathOf(String(each))).filter(Boolean));
    for (const path of /** @type {Set<string>} */ (paths)) {
      await taken(path, cache).catch(() => null);
    }
  };

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(tidy()));
  worker.addEventListener("fetch", answer);
  worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(keep(event)));
})();
