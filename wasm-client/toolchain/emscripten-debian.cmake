# Debian's Emscripten. Its optimiser needs the node module `acorn`, which only Debian's own nodejs looks for in
# /usr/share/nodejs: tell every link where it is, whichever node is first on PATH.
include(/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake)
set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs CACHE STRING "")
