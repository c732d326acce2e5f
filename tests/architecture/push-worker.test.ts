/** The worker of who follows the news: what it answers, what it shows, where it leads, and what it cannot do. */
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { category } from '../../supabase/functions/_shared/contracts/notify-follow.ts';
import english from '../../messages/en.json' with { type: 'json' };
import vietnamese from '../../messages/vi.json' with { type: 'json' };

const source = readFileSync('static/push.js', 'utf8');
type Shown = { title: string; options: Record<string, unknown> & { data: object } };

/** The worker in a browser of ours; `fire` answers when all that it waits for is done. */
function started(open: { url: string; focus(): void }[] = []) {
	const listeners = new Map<string, (event: object) => void>();
	const shown: Shown[] = [];
	const opened: string[] = [];
	const sent: { url: string; body: unknown }[] = [];
	const self = {
		location: new URL('https://portal.test/push.js'),
		addEventListener: (name: string, heard: (event: object) => void) => listeners.set(name, heard),
		registration: {
			showNotification: async (title: string, options: Shown['options']) =>
				void shown.push({ title, options }),
			pushManager: { subscribe: async () => browserOf('next') }
		},
		clients: {
			matchAll: async () => open,
			openWindow: async (url: string) => void opened.push(url)
		}
	};
	const fetch = async (url: URL, { body }: { body: string }) =>
		void sent.push({ url: url.href, body: JSON.parse(body) });
	const { words } = runInNewContext(`${source}\n;({ words })`, { self, fetch, URL }) as {
		words: Record<'vi' | 'en', Record<string, string>>;
	};
	const fire = async (name: string, event: object = {}) => {
		const waits: Promise<unknown>[] = [];
		listeners.get(name)!({ ...event, waitUntil: (work: Promise<unknown>) => waits.push(work) });
		await Promise.all(waits);
	};
	return { listeners, shown, opened, sent, words, fire };
}
const browserOf = (name: string) => ({
	options: { userVisibleOnly: true },
	toJSON: () => ({
		endpoint: `https://push.test/${name}`,
		keys: { p256dh: `p-${name}`, auth: `a-${name}` }
	})
});
const notice = {
	post: '11111111-1111-4111-8111-111111111111',
	slug: 'canh-bao-lua-dao',
	category: 'warnings',
	title: 'Cảnh báo lừa đảo',
	unit: 'Công an phường Đức Phổ',
	lang: 'vi'
};
const data = (what: unknown) => ({ data: { json: () => what } });

describe('the worker of who follows', () => {
	it('answers no request of a page, and keeps nothing', () => {
		expect([...started().listeners.keys()].sort()).toEqual([
			'notificationclick',
			'push',
			'pushsubscriptionchange'
		]);
		expect(source).not.toMatch(
			/caches|indexedDB|importScripts|respondWith|skipWaiting|clients\.claim/
		);
	});

	it('speaks of each kind of news as the page does, in both languages', () => {
		const { words } = started();
		for (const [lang, messages] of [
			['vi', vietnamese],
			['en', english]
		] as const)
			for (const each of category.options)
				expect(words[lang][each], `${lang} ${each}`).toBe(messages[`news_category_${each}`]);
	});

	it('shows a post by its title, its kind and who says it, once a post', async () => {
		const { fire, shown } = started();
		await fire('push', data(notice));
		expect(shown).toMatchObject([
			{
				title: 'Cảnh báo lừa đảo',
				options: { body: 'Cảnh báo · Công an phường Đức Phổ', tag: notice.post, lang: 'vi' }
			}
		]);
	});

	it.each([
		['nothing', null],
		['no title', { ...notice, title: undefined }],
		['another address', { ...notice, slug: '//evil.example' }],
		['a step up', { ...notice, slug: '../../tra-cuu' }],
		['another language', { ...notice, lang: '__proto__' }]
	])('shows no word of what is not ours: %s', async (_, sent) => {
		const { fire, shown } = started();
		await fire('push', data(sent));
		expect(shown).toMatchObject([{ title: 'Có tin mới', options: { data: { slug: '' } } }]);
	});
});

describe('a tap on a notice', () => {
	const tap = (data: unknown) => ({ notification: { close: () => {}, data } });

	it.each([
		[{ lang: 'vi', slug: 'canh-bao-lua-dao' }, 'https://portal.test/tin-tuc/canh-bao-lua-dao'],
		[{ lang: 'en', slug: 'canh-bao-lua-dao' }, 'https://portal.test/en/news/canh-bao-lua-dao'],
		[{ lang: 'vi', slug: '' }, 'https://portal.test/tin-tuc'],
		[{ lang: 'vi', slug: 'https://evil.example/' }, 'https://portal.test/tin-tuc'],
		[{ lang: 'vi', slug: '//evil.example' }, 'https://portal.test/tin-tuc'],
		[{ lang: 'constructor', slug: 'a' }, 'https://portal.test/tin-tuc/a'],
		[undefined, 'https://portal.test/tin-tuc']
	])('with %j opens %s', async (data, address) => {
		const { fire, opened } = started();
		await fire('notificationclick', tap(data));
		expect(opened).toEqual([address]);
	});

	it('goes to the page where it is open already', async () => {
		const focused: string[] = [];
		const page = (url: string) => ({ url, focus: () => void focused.push(url) });
		const there = 'https://portal.test/tin-tuc/canh-bao-lua-dao';
		const { fire, opened } = started([page('https://portal.test/'), page(there)]);
		await fire('notificationclick', tap({ lang: 'vi', slug: 'canh-bao-lua-dao' }));
		expect([focused, opened]).toEqual([[there], []]);
	});
});

describe('a browser that is given another address', () => {
	const told = {
		url: 'https://portal.test/functions/v1/follow',
		body: {
			action: 'follow_move',
			former: { endpoint: 'https://push.test/old', auth: 'a-old' },
			subscription: { endpoint: 'https://push.test/next', p256dh: 'p-next', auth: 'a-next' }
		}
	};

	it('tells our server, and asks for one where none came along', async () => {
		for (const newSubscription of [browserOf('next'), null]) {
			const { fire, sent } = started();
			await fire('pushsubscriptionchange', { oldSubscription: browserOf('old'), newSubscription });
			expect(sent).toEqual([told]);
		}
	});

	it('can prove nothing without the former one, and says nothing', async () => {
		const { fire, sent } = started();
		await fire('pushsubscriptionchange', {
			oldSubscription: null,
			newSubscription: browserOf('next')
		});
		expect(sent).toEqual([]);
	});
});
