import './app/for-older-browsers.ts';
import './app/without-eval.ts';
import { createRoot } from 'react-dom/client';
import './app/styles.ts';
import { App } from './app/app.tsx';
import { connect } from './host/connect.ts';
import { keepViewsWith } from './state/kept-views.ts';

const surroundings = connect(window);
// Without the core there is nothing to look at either, and the window says so.
keepViewsWith(surroundings.client).catch(() => {});
createRoot(document.getElementById('root')!).render(<App surroundings={surroundings} />);
