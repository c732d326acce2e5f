/** The live line has private topics alone, and those are for officers. */
import { randomUUID } from 'node:crypto';
import { fault, question, type Found } from './finding.ts';
import { json, type Patient } from './patient.ts';

const PATIENCE = 5000;

/** Whether somebody without an account gets into a topic; null where there is no line. */
function joins(
	{ origin, config }: Patient,
	topic: string,
	isPrivate: boolean
): Promise<boolean | null> {
	const key = encodeURIComponent(config?.publishableKey ?? '');
	const url = `${origin.replace(/^http/, 'ws')}/realtime/v1/websocket?apikey=${key}&vsn=2.0.0`;
	const socket = new WebSocket(url);
	const settings = { private: isPrivate, broadcast: {}, presence: {}, postgres_changes: [] };
	return new Promise<boolean | null>((resolve) => {
		const timer = setTimeout(() => resolve(null), PATIENCE);
		socket.onopen = () =>
			socket.send(
				JSON.stringify(['1', '1', `realtime:${topic}`, 'phx_join', { config: settings }])
			);
		socket.onmessage = ({ data }) => {
			const [, ref, , event, payload] = Object(json(String(data))) as unknown[];
			if (event !== 'phx_reply' || ref !== '1') return;
			clearTimeout(timer);
			resolve((payload as { status?: string }).status === 'ok');
		};
		socket.onerror = socket.onclose = () => {
			clearTimeout(timer);
			resolve(null);
		};
	}).finally(() => socket.close());
}

export async function realtime(patient: Patient): Promise<Found[]> {
	const plain = await patient.ask('/realtime/v1/websocket');
	// The embedded portal says so itself: officers' pages ask their door instead.
	if ((Object(json(plain.text)) as { code?: string }).code === 'no_realtime') return [];
	const anybody = await joins(patient, `doctor-${randomUUID()}`, false);
	if (anybody === null)
		return [
			question(
				'Is there to be a live line? None opens at /realtime/v1, and officers’ pages ask every fifteen seconds instead.',
				'Where Supabase’s Realtime runs, let the host pass /realtime/v1 on with its WebSocket upgrade (docs/deploy/host.md).'
			)
		];
	const found: Found[] = [];
	if (anybody)
		found.push(
			fault(
				'Anybody may open a topic of their own on the live line and send through it.',
				'Switch "Allow public access" of Realtime off (self-hosted: PRIVATE_ONLY of the tenant; docs/deploy/supabase.md).'
			)
		);
	if (await joins(patient, 'queue:00000', true))
		found.push(
			fault(
				'Somebody without an account gets into an officers’ topic of the live line.',
				'Apply the migrations, then `select queue.use_realtime()`; look for policies on realtime.messages made by hand.'
			)
		);
	return found;
}
