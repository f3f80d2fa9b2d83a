// One style for the scripts of the pages and for their tests. Names, types and what the library of ES2018 lacks are
// tsc's to judge; here stand the language, the size of the rooms, and the doors: one script for each delicate thing.
import js from "@eslint/js";

const DOORS = {
  clipboard: "MemberExpression[object.name='navigator'][property.name='clipboard']",
  storage: "MemberExpression[property.name='localStorage']",
  "my/code": "MemberExpression[property.name='qrcode']",
  dates: "NewExpression[callee.name='Date'], MemberExpression[object.name='Date']",
};

const FORBIDDEN = [
  ["VariableDeclaration[kind='var']:not([declarations.0.id.name='qunli'])", "const or let"],
  ["Literal[regex.pattern=/\\(\\?<[=!]/]", "no look behind: Safari before 16.4 drops the whole script"],
  ["MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]", "text is set as text: qunli.dom"],
  ["MemberExpression[property.name=/^(replaceChildren|checkVisibility|structuredClone)$/]", "newer than the browsers"],
  ["MemberExpression[object.name=/^(globalThis|localStorage|sessionStorage)$/]", "say window.…"],
];

/** What a page's script may not hold; `own` names the door that it is. */
const forbidden = (own) => {
  const doors = Object.entries(DOORS).filter(([name]) => name !== own);
  const all = [...FORBIDDEN, ...doors.map(([name, selector]) => [selector, `ask qunli.${name}`])];
  return ["error", ...all.map(([selector, message]) => ({ selector, message }))];
};

const STYLE = {
  ...js.configs.recommended.rules,
  "array-callback-return": "error",
  "complexity": ["error", 12],
  "eqeqeq": "error",
  "func-style": ["error", "expression"],
  "max-depth": ["error", 3],
  "max-lines": ["error", 250],
  "max-lines-per-function": ["error", { max: 25, skipBlankLines: true, skipComments: true }],
  "max-params": ["error", 6],
  "no-control-regex": "off",
  "no-nested-ternary": "error",
  "no-param-reassign": "error",
  "no-shadow": "error",
  "no-undef": "off",
  "no-unused-vars": ["error", { caughtErrors: "none", varsIgnorePattern: "^qunli$" }],
  "object-shorthand": "error",
  "prefer-arrow-callback": "error",
  "prefer-const": "error",
  "prefer-template": "error",
};

const page = (files, own) => ({
  files,
  languageOptions: { ecmaVersion: 2018, sourceType: "script" },
  linterOptions: { noInlineConfig: true },
  rules: {
    ...STYLE,
    "no-redeclare": "off",
    "strict": ["error", "global"],
    "no-restricted-syntax": forbidden(own),
  },
});

export default [
  // The work of others, kept as it came.
  { ignores: ["site_templates/theme/assets/vendor/"] },
  page(["site_templates/**/*.js"]),
  ...Object.keys(DOORS).map((name) => page([`site_templates/theme/assets/js/${name}.js`], name)),
  // Before anything is drawn: what is kept of it is one sign, and the door to the store would come too late.
  page(["site_templates/theme/assets/js/large.js"], "storage"),
  { files: ["tests/js/*.mjs"], languageOptions: { ecmaVersion: 2022 }, rules: STYLE },
];
