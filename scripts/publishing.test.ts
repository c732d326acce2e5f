import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { demandPlace, orderOf } from './publishing.ts';

const theirs = { DATABASE_URL: 'postgres://h/p', SUPABASE_URL: 'https://abc.supabase.co/' };

test('an operator who names both addresses and a folder has their pages there, and hosts told where the paths lead', () => {
	const words = ['srv', '--accept-key', '21439', '--accept-key', '21451'];
	expect(orderOf([...words, '--accept-oversight', '21457'], theirs)).toEqual({
		folder: resolve('srv'),
		accept: ['21439', '21451'],
		acceptOversight: ['21457'],
		supabase: 'https://abc.supabase.co'
	});
});

test('who forgot whose pages they are, or where the paths lead, reads so before anything is built', () => {
	const { DATABASE_URL, SUPABASE_URL } = theirs;
	expect(() => orderOf(['/srv/gan-dan'], { SUPABASE_URL })).toThrow(
		/^Nothing was built for \/srv\/gan-dan: DATABASE_URL is not set.*--demo/
	);
	expect(() => orderOf(['/srv/gan-dan'], { DATABASE_URL })).toThrow(
		/^Nothing was built for \/srv\/gan-dan: SUPABASE_URL is not set/
	);
	for (const word of ['abc.supabase.co', 'https://<project>.supabase.co', 'postgres://h/p'])
		expect(() => orderOf(['/srv/gan-dan'], { DATABASE_URL, SUPABASE_URL: word })).toThrow(
			'SUPABASE_URL is no address'
		);
});

test('who tries a host with made-up data says so, and then no host is told of an address that nobody has', () => {
	expect(orderOf(['srv', '--demo'], {})).toMatchObject({ supabase: undefined });
	expect(orderOf(['srv', '--demo'], { SUPABASE_URL: 'http://127.0.0.1:54321' })).toMatchObject({
		supabase: 'http://127.0.0.1:54321'
	});
	expect(() => orderOf(['srv', '--demo'], theirs)).toThrow(/DATABASE_URL names another\.$/);
});

test('who publishes the portal that runs here names nothing, and whatever else is typed is answered with what may be', () => {
	const none = { folder: undefined, accept: [], acceptOversight: [], supabase: undefined };
	expect(orderOf([], {})).toEqual(none);
	for (const words of [['a', 'b'], ['--demo'], ['--accept'], ['srv', '--accept-key']])
		expect(() => orderOf(words, theirs)).toThrow(/^Say: npm run publish, or /);
});

test('who forgot the folder of a portal that runs elsewhere does not fill one that nobody serves', () => {
	const order = orderOf([], theirs);
	expect(() => demandPlace(order, theirs, { home: '/data', known: false })).toThrow(
		/^Nothing was built: no portal ever ran in \/data\. Name the folder/
	);
	demandPlace(order, theirs, { home: '/data', known: true });
	demandPlace(order, {}, { home: '/data', known: false });
	demandPlace(orderOf(['srv'], theirs), theirs, { home: '/data', known: false });
});
