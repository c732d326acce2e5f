/**
 * The providers that the environment names (docs/deploy.md): what is not named is off. A setting that is wrong stops the function at its start,
 * so that nobody believes in reminders that never leave.
 */
import type { Channel } from './channel.ts';
import { httpChannel } from './channels/http.ts';
import { smtpChannel } from './channels/smtp.ts';

type Read = (name: string) => string | undefined;

const wrong = (name: string, why: string): never => {
	throw new Error(`${name}: ${why}`);
};

function needed(read: Read, name: string): string {
	return read(name) || wrong(name, 'is missing');
}

function json(read: Read, name: string): Record<string, unknown> | null {
	const text = read(name);
	if (!text) return null;
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null && !Array.isArray(value))
			return value as Record<string, unknown>;
	} catch {
		// Told below, like what is no object.
	}
	return wrong(name, 'is not a JSON object');
}

/** Hosts with which this function speaks, and nothing else: an address cannot lead it into the network that it stands in. */
function hosts(read: Read): string[] {
	return (read('NOTIFY_HOSTS') ?? '').split(',').flatMap((host) => host.trim() || []);
}

function address(read: Read, name: string, allowed: string[]): URL {
	const text = needed(read, name);
	if (!URL.canParse(text)) return wrong(name, 'is no address');
	const url = new URL(text);
	if (url.username || url.password) return wrong(name, 'holds a password');
	if (!allowed.includes(url.host)) return wrong(name, 'its host is not in NOTIFY_HOSTS');
	if (url.protocol !== 'https:' && url.hostname !== '127.0.0.1') return wrong(name, 'is not https');
	return url;
}

function http(read: Read, name: 'sms' | 'zns', allowed: string[]): Channel[] {
	const of = (what: string) => `NOTIFY_${name.toUpperCase()}_${what}`;
	if (!read(of('URL'))) return [];
	return [
		httpChannel({
			name,
			url: address(read, of('URL'), allowed),
			secret: needed(read, of('SECRET')),
			body: json(read, of('BODY')) ?? wrong(of('BODY'), 'is missing'),
			templates: (json(read, of('TEMPLATES')) ?? {}) as Record<string, string>,
			knowsKeys: read(of('KEYS')) === 'yes',
			ok: json(read, of('OK')),
			idName: read(of('ID')) || null
		})
	];
}

function smtp(read: Read, allowed: string[]): Channel[] {
	const host = read('NOTIFY_SMTP_HOST');
	if (!host) return [];
	const port = Number(read('NOTIFY_SMTP_PORT') || 465);
	if (!allowed.includes(`${host}:${port}`))
		return wrong('NOTIFY_SMTP_HOST', 'with its port is not in NOTIFY_HOSTS');
	const from = needed(read, 'NOTIFY_SMTP_FROM');
	if (!/^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+$/.test(from))
		return wrong('NOTIFY_SMTP_FROM', 'is no address');
	return [
		smtpChannel({
			...{ host, port, implicit: port === 465, from, user: needed(read, 'NOTIFY_SMTP_USER') },
			password: needed(read, 'NOTIFY_SMTP_PASSWORD'),
			ca: read('NOTIFY_SMTP_CA') || undefined
		})
	];
}

/** @throws Error that names the variable and never its value */
export function channelsFrom(read: Read): Channel[] {
	const allowed = hosts(read);
	return [...http(read, 'sms', allowed), ...http(read, 'zns', allowed), ...smtp(read, allowed)];
}
