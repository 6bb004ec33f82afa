import { defineConfig } from 'electron-vite';

// The core runs under Node 24 in processes of its own, so it is built as ES modules with its packages left outside.
// The compute process is an input of its own: it is forked by its path, which no bundler follows.
export default defineConfig({
  main: {
    build: {
      target: 'node24',
      rolldownOptions: {
        input: {
          cli: 'src-main/cli/main.ts',
          'compute-process': 'src-main/fitting/compute/compute-process.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
});
