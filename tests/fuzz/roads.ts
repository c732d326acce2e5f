/** Every way into the portal, with a body that it would read. */
import { canary, marker } from '../properties/contracts.ts';

export type Road = {
	path: string;
	method: string;
	/** Content type of what it takes. */
	type: string;
	/** A body that it would read. */
	body: string;
};

const json = 'application/json';
const post = (path: string, body: object): Road => ({
	path,
	method: 'POST',
	type: json,
	body: JSON.stringify(body)
});
const get = (path: string): Road => ({ path, method: 'GET', type: json, body: '' });
const sha = 'ab'.repeat(32);

export const roads: readonly Road[] = [
	post('/rest/v1/rpc/unit_public', {}),
	post('/rest/v1/rpc/staff_invitation_check', { token: marker }),
	post('/rest/v1/rpc/queue_note', { key: marker, id: marker, body: marker }),
	post('/rest/v1/rpc/tips_open', { id: marker }),
	post('/rest/v1/rpc/fund_statement_import', { key: marker, lines: [marker] }),
	post('/rest/v1/rpc/booking_snapshot', { unit: marker }),
	post('/rest/v1/rpc/no_such_door', { a: marker }),
	get(`/rest/v1/visits?select=*&name=eq.${canary}`),
	get('/rest/v1/'),
	post('/functions/v1/booking', { action: 'booking_challenge' }),
	post('/functions/v1/booking', { action: 'booking_offers', wanted: marker }),
	post('/functions/v1/support', { action: 'support_challenge' }),
	post('/functions/v1/follow', { action: 'follow_challenge' }),
	post('/functions/v1/news', { action: 'news_save', text: marker }),
	post('/functions/v1/tips', { action: 'tips_desk', unit: marker }),
	post('/functions/v1/jobs', { a: marker }),
	post('/functions/v1/notify', { a: marker }),
	{ ...post('/functions/v1/tips', {}), type: 'application/octet-stream', body: marker },
	{ ...post('/functions/v1/lookup', {}), type: 'application/octet-stream', body: marker },
	post('/functions/v1/no-such-function', { a: marker }),
	get(`/functions/v1/news/atom?don-vi=${canary}`),
	get('/functions/v1/news/json'),
	post('/auth/v1/signup', {
		email: `${marker}@example.test`,
		password: marker,
		data: { invitation: marker }
	}),
	post('/auth/v1/token?grant_type=password', { email: `${marker}@example.test`, password: marker }),
	post('/auth/v1/token?grant_type=refresh_token', { refresh_token: marker }),
	post('/auth/v1/token?grant_type=pkce', { auth_code: marker, code_verifier: marker }),
	post('/auth/v1/recover', { email: `${marker}@example.test` }),
	post('/auth/v1/otp', { email: `${marker}@example.test`, create_user: true }),
	post('/auth/v1/magiclink', { email: `${marker}@example.test` }),
	post('/auth/v1/verify', { type: 'recovery', token: marker, email: `${marker}@example.test` }),
	post('/auth/v1/resend', { type: 'signup', email: `${marker}@example.test` }),
	post('/auth/v1/logout', { scope: marker }),
	get('/auth/v1/user'),
	get(`/auth/v1/authorize?provider=${canary}&redirect_to=https://${canary}.example`),
	get(`/auth/v1/verify?type=recovery&token=${canary}&redirect_to=https://${canary}.example`),
	get(`/auth/v1/callback?code=${canary}`),
	post('/storage/v1/bucket', { id: marker, name: marker, public: true }),
	post(`/storage/v1/object/list/news`, { prefix: marker, limit: 5, offset: 0 }),
	post('/storage/v1/object/move', { bucketId: 'news', sourceKey: marker, destinationKey: marker }),
	post(`/storage/v1/object/sign/news/${canary}`, { expiresIn: 60 }),
	{ ...post(`/storage/v1/object/sealed/${canary}`, {}), type: 'image/png', body: marker },
	get(`/storage/v1/object/public/news/${sha}.webp`),
	get(`/storage/v1/object/public/news/${canary}`),
	get('/realtime/v1/websocket'),
	get('/_config.json'),
	get('/')
];
