// Order matters: the libraries' styles are in layers, so that the application's own always win.
import '@fontsource-variable/inter/wght.css';
import 'katex/dist/katex.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '@mantine/dropzone/styles.layer.css';
import './tokens.css';
import './palettes.css';
import './base.css';
