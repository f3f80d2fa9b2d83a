// What a page's data file puts beside the scripts.
interface Window {
  qunliPack?: PackData;
  qunliCalendar?: CalendarData;
  qunliWords?: WordData;
  /** How a sentence is rewritten, and what tells a trade. */
  qunliRewriting?: RewritingData;
  /** Why each word check is one, asked for where one has found something. */
  qunliWhy?: Why;
  /** What examples have taught (checks/try/learned.js). */
  qunliLearned?: LearnedData;
  /** The link of one's own shop, where the page shows one. */
  qunliOwn?: string;
  /** The day for which the shop of the page was handed over, where it is none of the phone's own. */
  qunliLent?: string;
  /** How much of a general edition the page shows, as qunli.general has it. */
  qunliPace?: number;
  /** Under what name the phone remembers the days of the shop shown, where that is not the page itself. */
  qunliPlace?: string;
  /** What the edition in Traditional Chinese writes otherwise (zh-hant/words.js). */
  qunliHant: { from: string, to: string, phrases: string };
  /** A text as that edition gives it away. */
  qunliGiven?: (text: string) => string;
  Clipboard: typeof Clipboard;
  /** The library of vendor/qrcode.js, once it is loaded. */
  qrcode?: any;
}
