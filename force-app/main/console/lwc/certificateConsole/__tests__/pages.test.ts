import { placeIn, stateOf } from '../pages';

describe('places of the app in its address', () => {
  it.each([
    { page: 'home' },
    { page: 'certificate', record: 'a01000000000001AAA' },
    { page: 'certificates', filter: { status: 'critical', text: 'a & b=c' } },
  ] as const)('are found again: %p', (place) => {
    expect(placeIn(stateOf(place))).toEqual(place);
  });

  it('are the home page where the address says nothing, or a page of another version', () => {
    expect(placeIn({})).toEqual({ page: 'home' });
    expect(placeIn({ c__page: 'forecast' })).toEqual({ page: 'home' });
  });
});
