/* Before anything is drawn: the words for readers without scripts are hidden, or they would show and vanish. */
"use strict";
document.documentElement.className = "js";
