// Only adds: every page works without this file.
"use strict";
