/* Finds what an owner asks for in her words: by the pairs of characters of the question, those that few places have
   counting most, in the questions a page answers, its titles, its headings and its sentences. The theme's own search
   dialog asks it in place of the theme's own worker. */
"use strict";
var qunli = qunli || {};

/**
 * @typedef {{location: string, title: string, text: string, score: number, terms: {[term: string]: boolean}}} SearchItem
 * @typedef {{doc: SearchDoc, page: SearchPlace, title: string, text: string, asks: string[], names: string, parts: string[] | null}} SearchPlace
 * @typedef {{place: SearchPlace, score: number, terms: SearchTerm[]}} SearchSection
 */

qunli.search = (() => {
  const { bare, coverage, marked, plain, sentenceOf, termsOf } = qunli.searched;
  const MOST_PAGES = 30;
  const MOST_SECTIONS = 5;
  const MOST_READ = 90;
  const LEAST = 0.12;
  const NOWHERE = 0.5;
  const FILLING = 0.4;
  const JOINT = 0.6;
  const MORE = 0.1;
  // What a full match is worth in each field. What is missing of a question counts double, so coverage is squared.
  const WORTH = { asks: 5, title: 4, heading: 2.4, above: 0.8, text: 1.6, strewn: 0.3 };
  // A template is called by its name; what it says is no more than what others say.
  const MOST_BOOST = 1;

  // What every question has, longest first.
  const FILLERS = ["是不是", "有没有", "能不能", "要不要", "行不行", "好不好", "可以吗", "怎么办", "怎么样", "为什么", "怎么", "怎样", "如何",
    "什么", "多少", "可以", "哪里", "哪些", "哪个", "请问", "一下", "我们", "你们", "他们", "应该", "合适", ..."吗呢啊吧呀了的是在我想该"];

  /**
   * Writes one word for all that say the same: the first of each group.
   * @type {(also: string[][]) => (text: string) => string}
   */
  const leveller = (also) => {
    /** @type {Map<string, string>} */
    const firsts = new Map();
    for (const [first, ...others] of also) for (const other of others) firsts.set(other, first);
    if (!firsts.size) return (text) => text;
    const others = new RegExp(Array.from(firsts.keys()).sort((one, other) => other.length - one.length).join("|"), "g");
    return (text) => text.replace(others, (word) => firsts.get(word) || word);
  };

  /** @type {(docs: SearchDoc[], said: (text: string) => string) => SearchPlace[]} */
  const placesOf = (docs, said) => {
    /** @type {SearchPlace[]} */
    const places = [];
    /** @type {Map<string, SearchPlace>} */
    const pages = new Map();
    for (const doc of docs) {
      const address = doc.location.split("#")[0];
      const place = /** @type {SearchPlace} */ ({ doc, title: said(plain(bare(doc.title))), text: said(plain(bare(doc.text))), parts: null });
      place.asks = (doc.asks || []).map((ask) => said(plain(ask)));
      place.names = [place.title, ...place.asks].join("\n");
      place.page = pages.get(address) || place;
      if (place.page === place) pages.set(address, place);
      places.push(place);
    }
    return places;
  };

  class Engine {
    /** @param {SearchDoc[]} docs @param {string[][]} also words for one thing */
    constructor(docs, also) {
      this.said = leveller(also);
      this.places = placesOf(docs, this.said);
      /** @type {Map<string, number>} */
      this.weights = new Map();
    }

    /**
     * What is asked, without what every question has.
     * @param {string} query
     */
    stripped(query) {
      let left = query;
      for (const filler of FILLERS) left = left.split(filler).join(" ");
      return /\S/.test(left) ? left : query;
    }

    /**
     * Terms with their weights: what stands in few places says most.
     * @param {string} asked
     * @returns {SearchTerm[]}
     */
    weighed(asked) {
      const telling = new Set(termsOf(this.stripped(asked)));
      return termsOf(asked).map((term) => ({ term, weight: Math.min(this.weight(term), telling.has(term) ? Infinity : FILLING) }));
    }

    /** @param {string} term */
    weight(term) {
      let weight = this.weights.get(term);
      if (weight === undefined) this.weights.set(term, (weight = this.weightOf(term)));
      return weight;
    }

    /** @param {string} term */
    weightOf(term) {
      const isNamed = this.places.some(({ names }) => names.includes(term));
      const count = this.places.filter(({ names, text }) => names.includes(term) || text.includes(term)).length;
      // What stands nowhere, and what no page is named by, is mostly the joint of two words.
      return count ? Math.log(this.places.length / (count + 3)) * (isNamed ? 1 : JOINT) + 0.3 : NOWHERE;
    }

    /** @param {string} query @returns {SearchItem[][]} */
    find(query) {
      const asked = this.said(plain(query).trim());
      const terms = this.weighed(asked);
      const shown = terms.concat(termsOf(plain(query)).map((term) => ({ term, weight: 1 })));
      const found = best(this.places, terms, asked).map(([place, score]) => ({ place, score, terms: shown }));
      return byPage(found)
        .sort((one, other) => this.places.indexOf(one[0].place) - this.places.indexOf(other[0].place))
        .map(itemsOf)
        .sort((one, other) => total(other) - total(one))
        .slice(0, MOST_PAGES);
    }
  }

  /** @type {(sections: Iterable<SearchSection>) => SearchSection[][]} */
  const byPage = (sections) => {
    /** @type {Map<SearchPlace, SearchSection[]>} */
    const pages = new Map();
    for (const each of sections) {
      const { page } = each.place;
      pages.set(page, [...(pages.get(page) || []), each]);
    }
    return Array.from(pages.values());
  };

  /** @type {(items: SearchItem[]) => number} */
  const total = (items) => Math.max(...items.map((each) => each.score));

  /**
   * How near a question that a page answers is to the one asked: both ways, so that a longer one is no better.
   * @type {(ask: string, terms: SearchTerm[]) => number}
   */
  const nearness = (ask, terms) => {
    const there = coverage(ask, terms);
    if (!there) return 0;
    const own = termsOf(ask);
    const asked = new Set(terms.map((each) => each.term));
    const back = own.filter((term) => asked.has(term)).length / own.length;
    return there * (0.6 + 0.4 * back);
  };

  /** @type {(place: SearchPlace) => string[]} */
  const partsOf = (place) => {
    place.parts = place.parts || place.text.split(/[\n。！？!?；]+/).filter((part) => part.trim());
    return place.parts;
  };

  /** @type {(places: SearchPlace[], terms: SearchTerm[], asked: string) => [SearchPlace, number][]} */
  const best = (places, terms, asked) => {
    /** @type {[SearchPlace, number, number][]} */
    const roughly = [];
    for (const place of places) {
      const title = coverage(place.title, terms);
      const asks = Math.max(0, ...place.asks.map((ask) => nearness(ask, terms)));
      const text = coverage(place.text, terms);
      if (Math.max(title, asks, text) < LEAST) continue;
      const isPage = place.page === place;
      const above = isPage ? 0 : coverage(place.page.title, terms);
      const named = (isPage ? WORTH.title : WORTH.heading) * title * title;
      const exact = isPage && title === 1 ? asked.length / place.title.length : 0;
      const whole = named + exact + WORTH.asks * asks ** 1.4 + WORTH.above * above * above;
      roughly.push([place, whole * (place.doc.boost || 1), text]);
    }
    roughly.sort((one, other) => other[1] + WORTH.text * other[2] - one[1] - WORTH.text * one[2]);
    return roughly.slice(0, MOST_READ).map(([place, score, text]) => {
      // Characters strewn over a long text say little: what counts is what one sentence has.
      const sentence = Math.max(0, ...partsOf(place).map((part) => coverage(part, terms)));
      const read = sentence * sentence * WORTH.text + text * text * WORTH.strewn;
      return [place, score + read * Math.min(place.doc.boost || 1, MOST_BOOST)];
    });
  };

  /**
   * A page as the dialog shows it: what is best first, the page itself among it.
   * @type {(sections: SearchSection[]) => SearchItem[]}
   */
  const itemsOf = (sections) => {
    const sorted = sections.slice().sort((one, other) => other.score - one.score);
    const [top] = sorted;
    const { page } = top.place;
    const own = sorted.find((each) => each.place === page) || { place: page, score: 0, terms: top.terms };
    const below = sorted.filter((each) => each.place !== page).slice(0, MOST_SECTIONS);
    // A page is as good as its best place, and a little better where several of its places say it.
    const more = MORE * below.filter((each) => each !== top).slice(0, 4).reduce((sum, each) => sum + each.score, 0);
    return (own.score < top.score ? [...below, own] : [own, ...below]).map((each) => itemOf(each, more));
  };

  /** @type {(section: SearchSection, more: number) => SearchItem} */
  const itemOf = ({ place: { doc }, score, terms }, more) => {
    const all = plain(bare(doc.title + doc.text));
    /** @type {{[term: string]: boolean}} */
    const met = {};
    for (const { term } of terms) if (all.includes(term)) met[term] = true;
    return {
      location: doc.location,
      title: marked(bare(doc.title).trim(), terms),
      text: score ? sentenceOf(doc, terms) : "",
      score: score + more,
      terms: met,
    };
  };

  /** @param {SearchDoc[]} docs @param {string[][]} [also] */
  return (docs, also) => new Engine(docs, also || []);
})();
