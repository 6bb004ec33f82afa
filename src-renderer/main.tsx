import './app/for-older-browsers.ts';
import './app/without-eval.ts';
import { createRoot } from 'react-dom/client';
import './app/styles.ts';
import { App } from './app/app.tsx';
import { connect } from './host/connect.ts';

const surroundings = connect(window);
createRoot(document.getElementById('root')!).render(<App surroundings={surroundings} />);
