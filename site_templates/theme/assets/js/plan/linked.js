/* Before anything is drawn: where an address leads to a post, the list waits until it is open, or it would move before the eyes. */
"use strict";
if (location.hash) document.documentElement.classList.add("q-linked");
