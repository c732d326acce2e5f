/*
 * Shows what somebody follows: a new post of the news, and nothing else. It is registered by the tap "Theo dõi" alone, for
 * the pages of the news, and goes with it. It answers no request of a page, keeps nothing and learns nothing: what it
 * shows came encrypted for this one browser (docs/decisions/0049).
 */
'use strict';

/** The portal's own words; tests hold them against messages/*.json. A post itself is in Vietnamese. */
const words = {
	vi: {
		title: 'Có tin mới',
		news: 'Tin tức',
		warnings: 'Cảnh báo',
		campaigns: 'Đợt cao điểm',
		good_people: 'Người tốt, việc tốt',
		procedures: 'Thủ tục'
	},
	en: {
		title: 'There is news',
		news: 'News',
		warnings: 'Warnings',
		campaigns: 'Campaigns',
		good_people: 'Good people and deeds',
		procedures: 'Procedures'
	}
};
/** Pages of the news by language, beside this file. */
const pages = { vi: 'tin-tuc', en: 'en/news' };

/** What was sent, or nothing where it is not what we send. */
function noticeOf(data) {
	try {
		const { post, slug, category, title, unit, lang } = data.json();
		const texts = [post, slug, category, title, unit].every((text) => typeof text === 'string');
		if (!texts || !Object.hasOwn(pages, lang)) return null;
		if (!/^[0-9a-f-]{36}$/.test(post) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return null;
		return {
			post,
			slug,
			title,
			lang,
			about: `${words[lang][category] ?? words[lang].news} · ${unit}`
		};
	} catch {
		return null;
	}
}

self.addEventListener('push', (event) => {
	const notice = noticeOf(event.data);
	// A browser wants something to be shown for whatever came, and says so itself where nothing is.
	const shown = notice ?? { title: words.vi.title, about: '', post: 'news', lang: 'vi' };
	event.waitUntil(
		self.registration.showNotification(shown.title, {
			body: shown.about,
			lang: 'vi',
			icon: new URL('icon-192.png', self.location.href).href,
			// A second one of the same post takes the place of the first, without a sound.
			tag: shown.post,
			data: { lang: shown.lang, slug: notice?.slug ?? '' }
		})
	);
});

/** Where a notice leads: a page of the news of this portal, whatever was sent. */
function addressOf(data) {
	const lang = Object.hasOwn(pages, data?.lang) ? data.lang : 'vi';
	const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(data?.slug ?? '') ? `/${data.slug}` : '';
	return new URL(pages[lang] + slug, self.location.href).href;
}

self.addEventListener('notificationclick', (event) => {
	event.notification.close();
	const address = addressOf(event.notification.data);
	event.waitUntil(
		self.clients
			.matchAll({ type: 'window', includeUncontrolled: true })
			.then((open) => open.find(({ url }) => url === address))
			.then((page) => (page ? page.focus() : self.clients.openWindow(address)))
	);
});

// The maker's service gave this browser another address: our server is told, or it would be told no more.
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(moved(event)));

async function moved({ oldSubscription, newSubscription }) {
	if (!oldSubscription) return;
	const next =
		newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
	const former = oldSubscription.toJSON();
	const { endpoint, keys } = next.toJSON();
	await fetch(new URL('functions/v1/follow', self.location.href), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		credentials: 'omit',
		body: JSON.stringify({
			action: 'follow_move',
			former: { endpoint: former.endpoint, auth: former.keys.auth },
			subscription: { endpoint, p256dh: keys.p256dh, auth: keys.auth }
		})
	});
}
