import type * as z from 'zod/mini';

/**
 * One way in. `rpc` is the SQL function `public.<name>` with these named arguments; `edge` is the action
 * `<name>` of the function at `/functions/v1/<path>`, sent as `{ action, ...args }`.
 */
export type Door = {
	readonly kind: 'rpc' | 'edge';
	/** Who may call: nobody's account needed, or an officer's token. */
	readonly who: 'anyone' | 'officer';
	/** Name of the edge function; absent for rpc. */
	readonly path?: string;
	readonly args: z.ZodMiniType;
	readonly answer: z.ZodMiniType;
	/** The answer is bytes and not JSON; for edge doors. */
	readonly binary?: true;
};
