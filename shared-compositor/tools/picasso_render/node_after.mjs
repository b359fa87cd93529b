// Put behind the generated code: runs the program instead of only exporting it.
await Module({ locateFile: (name) => fileURLToPath(new URL(name, import.meta.url)) });
