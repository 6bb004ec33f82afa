import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * The oldest that the window and Electron's side of it run in: Electron 22, in which the tests drive the application
 * where the current Electron cannot be downloaded, is Chromium 108 and Node 16, and loads CommonJS alone. Newer browsers,
 * and Electron 45, run the same build.
 */
const OLDEST_BROWSER = 'chrome108';
const OLDEST_ELECTRON_NODE = 'node16';

// The core runs under Node 24 in processes of its own, so it is built as ES modules with its packages left outside.
// The compute process is an input of its own: it is forked by its path, which no bundler follows.
export default defineConfig({
  main: {
    build: {
      target: 'node24',
      rolldownOptions: {
        input: {
          cli: 'src-main/cli/main.ts',
          'core-process': 'src-main/core/core-process.ts',
          'compute-process': 'src-main/fitting/compute/compute-process.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  // What Electron itself loads, its main process included: both files whole, since a sandboxed preload can load no other.
  preload: {
    build: {
      target: OLDEST_ELECTRON_NODE,
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: {
          'electron-main': 'src-main/electron-host/main.ts',
          preload: 'src-main/electron-host/preload.ts',
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    // Both hosts serve the folder as it is, from whatever address.
    base: './',
    plugins: [react()],
    build: {
      target: OLDEST_BROWSER,
      cssTarget: OLDEST_BROWSER,
      minify: true,
      // The content security policy admits no data: fonts and scripts.
      assetsInlineLimit: 0,
      rolldownOptions: { input: 'src-renderer/index.html' },
    },
  },
});
