/**
 * Browsers inside other apps: they may note what is opened, and cannot print, copy or keep a download. The way out of
 * them differs by phone.
 */
export type Inside = { app: 'Zalo' | 'Facebook' | null; android: boolean };

export function insideOf(agent: string): Inside {
	const app = /Zalo/i.test(agent)
		? 'Zalo'
		: /FBA[NV]|FB_IAB|Messenger/i.test(agent)
			? 'Facebook'
			: null;
	return { app, android: /Android/i.test(agent) };
}

/** False where a download is lost. */
export const canKeepFiles = (agent: string): boolean => !insideOf(agent).app;

/** Asks Android for the phone's own browser. iOS has no such address: words must do. */
export const openOutside = ({ host, pathname, protocol }: Location): string =>
	`intent://${host}${pathname}#Intent;scheme=${protocol.replace(':', '')};action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end`;
