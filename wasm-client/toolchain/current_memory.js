// Any thread may make the memory grow; the view of it that the module shows is then too short until the module looks again.
// Emscripten rewrites this mention of it to one that looks.
Module['memory'] = () => HEAPU8;
