// What the language has gained since the oldest browser that the build is for (electron.vite.config.ts names it; the
// compiler knows syntax alone). Imported before anything else; does nothing in a browser that has it.
import 'core-js/actual/array/from-async.js';
import 'core-js/actual/array/to-reversed.js';
import 'core-js/actual/array/to-sorted.js';
import 'core-js/actual/array/to-spliced.js';
import 'core-js/actual/array/with.js';
import 'core-js/actual/iterator/index.js';
import 'core-js/actual/map/group-by.js';
import 'core-js/actual/object/group-by.js';
import 'core-js/actual/promise/try.js';
import 'core-js/actual/promise/with-resolvers.js';
import 'core-js/actual/set/index.js';
import 'core-js/actual/string/is-well-formed.js';
import 'core-js/actual/string/to-well-formed.js';
import 'core-js/actual/typed-array/to-reversed.js';
import 'core-js/actual/typed-array/to-sorted.js';
import 'core-js/actual/typed-array/with.js';
import 'core-js/actual/url/can-parse.js';
