import { callWith, secretOf, type Call, type Caller } from '../_shared/edge/index.ts';
import type { Command } from '../_shared/edge/once.ts';
import { proofsOf, type Proofs } from '../_shared/proof/proofs.ts';
import {
	isEndpoint,
	keysOf,
	push,
	servicesOf,
	type Notice,
	type Outcome
} from '../_shared/push/index.ts';
import type { Args, Follow, Result, Subscription, Taken, Wish } from './shapes.ts';

/** The one place of this function that holds the client with full access: SQL functions that `service_role` alone may call. */
export function storeOf(call: Call) {
	return {
		/** The stored answer of a command, null when it is new. */
		answer: (door: string, { key, request }: Command) =>
			call<unknown>('booking_answer', { key, door, request }),
		start: (command: Command, started: { subscription: Subscription; wish: Wish; proof: string }) =>
			call<Follow>('follow_write', { ...command, ...started }),
		/** False: nothing was known of the former address. */
		move: (moved: Args<'follow_move'>) => call<boolean>('follow_move_write', moved),
		/** At most `size` browsers to be told, for `lease` seconds. */
		take: (size: number, lease: number) => call<Taken>('follow_take', { size, lease }),
		finish: (results: Result[]) => call<number>('follow_finish', { results })
	};
}
export type Store = ReturnType<typeof storeOf>;

/** Everything outside the handlers, so that a test can stand in for it. */
export type Ports = {
	store: Store;
	proofs: Proofs;
	/** To which a browser binds its subscription. */
	serverKey: string;
	/** Whether an address is of a service that we send to. */
	knows(endpoint: string): boolean;
	push(subscription: Subscription, notice: Notice): Promise<Outcome>;
	now(): number;
};

/** Reads secrets and settings once; then makes the ports of one request. @throws Error at the start */
export function ready(read: (name: string) => string | undefined) {
	const proofs = proofsOf(secretOf('POW_SECRET', read), 'follow');
	const keys = keysOf(read);
	const services = servicesOf(read('PUSH_SERVICES'));
	const instead = read('PUSH_INSTEAD') || undefined;
	return (full: Caller): Ports => ({
		store: storeOf(callWith(full)),
		proofs,
		serverKey: keys.publicKey,
		knows: (endpoint) => isEndpoint(endpoint, services),
		push: (subscription, notice) => push({ keys, services, instead }, subscription, notice),
		now: Date.now
	});
}
