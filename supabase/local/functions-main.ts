/**
 * Runs inside Deno: serves every edge function, named by the arguments, from one process, at the
 * paths they have on Supabase (`/<room>`). The first line it prints is `{"port":…}`. It ends when
 * its standard input does, so that it never outlives the stack.
 */
type Room = { fetch(request: Request): Response | Promise<Response> };

const rooms = new Map<string, Room>();
for (const file of Deno.args) {
	const [name, url] = file.split('=', 2);
	rooms.set(name, (await import(url)).default);
}

/** A library's words may quote a request: only the kind of error leaves this process. */
function note(room: string, error: unknown): void {
	const kind = error instanceof Error ? error.name : 'unknown';
	Deno.stderr.writeSync(new TextEncoder().encode(`edge: function=${room} error=${kind}\n`));
}

async function answer(request: Request): Promise<Response> {
	const name = new URL(request.url).pathname.split('/')[1];
	const room = rooms.get(name);
	if (!room) return Response.json({ code: 'no_such_function' }, { status: 404 });
	try {
		return await room.fetch(request);
	} catch (error) {
		note(name, error);
		return Response.json({ code: 'unexpected' }, { status: 500 });
	}
}

const ready = ({ port }: { port: number }) => {
	Deno.stdout.writeSync(new TextEncoder().encode(`{"port":${port}}\n`));
};
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen: ready }, answer);

for await (const _ of Deno.stdin.readable) {
	// Nothing is ever sent.
}
Deno.exit(0);
