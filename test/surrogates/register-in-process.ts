// Loaded by `node --import` into every process of the program that a test starts.
import { registerSurrogate } from '#main/surrogates/registry.ts';
import { kNearestNeighbours } from './k-nearest-neighbours.ts';

registerSurrogate(kNearestNeighbours);
