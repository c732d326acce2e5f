import { describe, expect, it } from 'vitest';
import {
	addressOf,
	inLocale,
	isDesk,
	locales,
	nowhere,
	prerenderedOf,
	routeOf,
	type PlaceName
} from './paths.ts';
import { deskPlaces, places } from './desk-places.ts';

const names = Object.keys(places) as PlaceName[];

describe('addresses in the words of the reader', () => {
	it('every place is found again by its address, in both languages', () => {
		for (const name of names)
			for (const locale of locales) {
				expect(routeOf(addressOf(name, locale))).toBe(places[name].route);
				expect(routeOf(addressOf(name, locale, 'x/y')), name).toBe(
					name === 'home' ? nowhere : `${places[name].route}/x/y`
				);
			}
	});

	it('whoever goes to a page of officers brings their map along, and nobody else does', () => {
		for (const name of names)
			for (const locale of locales)
				expect(isDesk(addressOf(name, locale)), name).toBe(name in deskPlaces || name === 'signIn');
		expect(isDesk('/can-bo-khac')).toBe(false);
	});

	it('says book, look up and settings in Vietnamese and in English', () => {
		expect(addressOf('booking', 'vi')).toBe('/dat-lich');
		expect(addressOf('booking', 'en')).toBe('/en/book');
		expect(addressOf('home', 'en')).toBe('/en');
		expect(addressOf('settings', 'vi', 'to')).toBe('/can-bo/thiet-lap/to');
	});

	it("a folder's own name is no second address of a page", () => {
		expect(routeOf('/booking')).toBe(nowhere);
		expect(routeOf('/en/dat-lich')).toBe(nowhere);
		expect(routeOf('/queue')).toBe(nowhere);
	});

	it('the longest words win: the days of the staff are not the queue', () => {
		expect(routeOf('/can-bo/lich')).toBe('/booking/days');
		expect(routeOf('/can-bo')).toBe('/queue');
		expect(routeOf('/can-bo/')).toBe('/queue');
	});

	it('a reader who changes the language stays on the page', () => {
		for (const name of names) {
			expect(inLocale(addressOf(name, 'vi'), 'en')).toBe(addressOf(name, 'en'));
			expect(inLocale(addressOf(name, 'en', ''), 'vi')).toBe(addressOf(name, 'vi'));
		}
		expect(inLocale('/can-bo/thiet-lap/to', 'en')).toBe('/en/staff/settings/to');
		expect(inLocale('/khong-co', 'en')).toBe('/en');
	});

	it('prerenders what residents and officers open, in both languages, and nothing of whoever builds', () => {
		const pages = prerenderedOf(['/', '/booking', '/queue', '/rounds/day', '/ui']);
		const road = ['/can-bo/di-tuyen', '/en/staff/road'];
		expect([...pages].sort()).toEqual(
			['/', '/en', '/dat-lich', '/en/book', '/can-bo', '/en/staff', ...road].sort()
		);
		expect(prerenderedOf(['/', '/booking'], ['en'])).toEqual(['/en', '/en/book']);
	});
});
