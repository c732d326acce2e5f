/**
 * PostgREST, Auth and Storage of @supabase/lite in this process, with its unsafe defaults
 * (known secret, admin mode, printed mails, telemetry) turned off or refused.
 */
import { App, ConsoleEmailDriver, setExperimental } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import type { Sql } from 'postgres';
import { openConnections } from './connections.ts';
import { demandSafe, type Secrets } from './secrets.ts';
import { folderStorage } from './storage.ts';
import { Stop } from './stop.ts';

export type Options = {
	url: string;
	secrets: Secrets;
	/** Folder of uploaded bytes; without one the API has no Storage. */
	uploads?: string;
	/** Connections to the database at most. */
	connections?: number;
};

/** Rows of one answer at most, as on hosted Supabase. */
export const maxRows = 1000;

/**
 * lite writes its JSON arguments out itself, and the driver would write them a second time: a list would reach SQL as one
 * JSON string, which PostgREST never does.
 */
const written = (oid: number) => ({
	to: oid,
	from: [oid],
	serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
	parse: (text: string): unknown => JSON.parse(text)
});

/**
 * lite writes the names of arguments as they are, and PostgREST quotes them: without this, a door whose argument is called
 * by a word of SQL (`from`, `as`) would be a fault of syntax. What callers sent stands in parameters, never in this text.
 */
function quoteArguments(driver: Sql): void {
	const reserve = driver.reserve.bind(driver);
	driver.reserve = async () => {
		const reserved = await reserve();
		const run = reserved.unsafe.bind(reserved);
		reserved.unsafe = ((text: string, ...rest: [never]) =>
			run(text.replace(/\b(from|as) := /g, '"$1" := '), ...rest)) as typeof run;
		return reserved;
	};
}

/** lite on a pool of its own; nothing is asked of the database yet. */
export function build({ url, secrets, uploads, connections = 20 }: Options) {
	demandSafe(secrets);
	process.env.LITE_TELEMETRY = '0';
	process.env.DO_NOT_TRACK = '1';
	setExperimental('storage', true);
	const connection = createPostgresConnection({
		url,
		postgresOptions: {
			max: connections,
			onnotice: () => {},
			connection: { application_name: 'gandan api' },
			types: { json: written(114), jsonb: written(3802) }
		}
	});
	const lines = openConnections(connection.driver);
	connection.driver.reserve = () => lines.reserve();
	quoteArguments(connection.driver);
	// Left alone, lite grants every table of every schema with row security to anon at the first
	// request. Our migrations say who may do what, so it must believe that this is already done.
	Object.assign(connection, { rlsState: 'active' });
	const app = new App({
		connection,
		api: {
			enabled: true,
			schemas: ['public'],
			extra_search_path: ['public', 'extensions'],
			max_rows: maxRows
		},
		auth: {
			enabled: true,
			jwt_secret: secrets.jwtSecret,
			publishable_key: secrets.publishableKey,
			secret_key: secrets.secretKey,
			enable_signup: true,
			minimum_password_length: 12,
			jwt_expiry: 3600,
			enable_refresh_token_rotation: true,
			email: { enable_signup: true, enable_confirmations: false }
		},
		storage: { enabled: true },
		studio: { enabled: false },
		options: {
			server: { admin: false, disableStudio: true },
			drivers: { email: new ConsoleEmailDriver({ silent: true }) }
		}
	} as unknown as ConstructorParameters<typeof App>[0]);
	if (uploads) app._storageAdapter = folderStorage(uploads);
	if (app.adminMode !== false)
		throw new Stop('The API would serve keyless requests as admin: the stack stops.');
	return { app, lines };
}

/** In milliseconds: how long the connections of an API that ends are waited for. */
export const GIVE_UP = 5000;

/** Creates or completes the schemas auth and storage, with a connection that may. */
export async function ensureSystemSchemas(options: Options): Promise<void> {
	const { app, lines } = build({ ...options, connections: 1 });
	try {
		await app.ensureSystemSchema();
	} finally {
		await lines.end(GIVE_UP);
	}
}
