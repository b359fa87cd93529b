// Built by CMake, reached through the aliases of vite.config.ts; only their addresses are used.
declare module '@wasm/picasso_studio.mjs?url' {
  const url: string;
  export default url;
}
declare module '@wasm/picasso_studio.wasm?url' {
  const url: string;
  export default url;
}
declare module '@wasm/picasso_compositor.mjs?url' {
  const url: string;
  export default url;
}
declare module '@wasm/picasso_compositor.wasm?url' {
  const url: string;
  export default url;
}
declare module '@wasm/picasso_compositor_threads.mjs?url' {
  const url: string;
  export default url;
}
declare module '@wasm/picasso_compositor_threads.wasm?url' {
  const url: string;
  export default url;
}
declare module '@wasm/picasso_compositor_threads.worker.js?url' {
  const url: string;
  export default url;
}
declare module '@scene/the-scream.scene?url' {
  const url: string;
  export default url;
}
declare module '@models/*?url' {
  const url: string;
  export default url;
}
declare module '*?sha256' {
  const base64: string;
  export default base64;
}
declare module 'libheif-js/libheif-wasm/libheif.js' {
  const factory: unknown;
  export default factory;
}
