import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { service_worker_plugin } from './build/service_worker_plugin';
import { sha256_plugin } from './build/sha256_plugin';
import { script_words } from './build/script_words.mjs';

const here = __dirname;
const wasm_dir = resolve(here, process.env.PICASSO_WASM_DIR ?? '../build/wasm/bin');
const scene_dir = resolve(here, process.env.PICASSO_SCENE_DIR ?? '../build/release/scenes');
// Its exports name no model.
const models_dir = resolve(here, 'node_modules/@vladmandic/human/models');

function require_built(file: string, how: string): void {
  if (!existsSync(file)) throw new Error(`${file} is missing: ${how}`);
}

// Not every server's list of types knows .mjs, and a module with another type does not run.
function asset_name(asset: { name?: string | undefined }): string {
  return asset.name?.endsWith('.mjs') ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]';
}

export default defineConfig(({ command, mode }) => {
  if (command === 'build' && mode !== 'test') {
    for (const module of ['picasso_studio', 'picasso_compositor', 'picasso_compositor_threads']) {
      require_built(`${wasm_dir}/${module}.wasm`, 'build the WASM client first, or set PICASSO_WASM_DIR.');
    }
    require_built(`${scene_dir}/the-scream.scene`, 'build the scenes first, or set PICASSO_SCENE_DIR.');
  }
  return {
    publicDir: false,
    plugins: [sha256_plugin(), script_words(here), service_worker_plugin()],
    resolve: { alias: { '@wasm': wasm_dir, '@scene': scene_dir, '@models': models_dir } },
    worker: { format: 'es', plugins: () => [sha256_plugin()], rollupOptions: { output: { assetFileNames: asset_name } } },
    build: {
      manifest: true,
      target: 'es2021',
      // Fonts and scripts as data: URLs would be blocked by the pages' Content-Security-Policy.
      assetsInlineLimit: 0,
      // What a later script imports is fetched beside it, not after it. The browsers that run the modules know modulepreload.
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rollupOptions: {
        output: {
          assetFileNames: asset_name,
          // A service worker's address must stay, and it governs what lies below it.
          entryFileNames: (chunk) => (chunk.name === 'service_worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        },
        input: [
          'styles/site.css',
          'studio/text/en.ts',
          'studio/text/de.ts',
          'studio/pages/site.ts',
          'studio/pages/open_studio.ts',
          'studio/pages/product.ts',
          'studio/pages/cart.ts',
          'studio/pages/thank_you.ts',
          'studio/offline/service_worker.ts',
        ].map((entry) => resolve(here, entry)),
      },
    },
    // The tests mirror the tree outside this folder, where no node_modules is found: hence the globals.
    server: { fs: { allow: [resolve(here, '..')] } },
    test: { dir: resolve(here, '../tests/web'), include: ['**/*_test.ts'], globals: true, setupFiles: resolve(here, '../tests/web/english.ts') },
  };
});
