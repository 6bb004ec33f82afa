import { expect, test } from 'vitest';
import { formatRoute, HOME, parseRoute } from '#renderer/state/route.ts';
import { SCREEN_NAMES } from '#renderer/state/screen-names.ts';

test('every route survives its address', () => {
  for (const screen of SCREEN_NAMES) {
    const route = { campaignId: 'a/b c?', screen };
    expect(parseRoute(formatRoute(route))).toEqual(route);
  }
  for (const screen of ['home', 'settings'] as const) {
    expect(parseRoute(formatRoute({ campaignId: null, screen }))).toEqual({ campaignId: null, screen });
  }
});

test('addresses of nothing lead home, unknown screens to the contours', () => {
  expect(parseRoute('')).toEqual(HOME);
  expect(parseRoute('#/limits')).toEqual(HOME);
  expect(parseRoute('#/c/')).toEqual(HOME);
  expect(parseRoute('#/c/abc/nothing')).toEqual({ campaignId: 'abc', screen: 'contours' });
});
