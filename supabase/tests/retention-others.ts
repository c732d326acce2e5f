/**
 * Columns that could hold words or bytes and hold nothing of a person: codes, names of places and rules, hashes, officers'
 * ids. What does is listed in `erasures.holds` with its time.
 */
const lines = `
unit.units: code name full_name type police_name hotline address opening_hours lat lon
unit.areas: code name full_name type unit lat lon coordinates
unit.hamlets: area name kind lat lon
unit.calendar_days: unit note
unit.settings: unit road_factor speed_kmh need_minutes erase_tip_days oversight_desk assign_rule
unit.oversight_changes: unit desk by
unit.windows: unit
unit.clocks: unit kind clock starts measure limit_text source unsure counts other
unit.kits: name
unit.kit_units: unit
unit.travel: from_place to_place
staff.officers: unit roles
staff.invitations: unit roles token_hash
staff.resets: token_hash
staff.sessions: ended_why
staff.desk_links: unit link signature head lead
queue.kinds: kind prefix
queue.states: state
queue.transitions: kind from_state to_state who action needs
queue.clock_stops: kind clock reason
queue.clock_starts: kind state starts
queue.cases: kind reference unit area state state_before priority channel due_clock title_code title_data words
queue.references: prefix
queue.events: code by data
queue.clocks_running: clock measure stopped_why before
queue.reads: unit role code ground number before hash
queue.commands: door request_hash
queue.views: unit filter
queue.clock_pauses: kind clock reason while_state source unsure
queue.unit_pauses: unit kind clock reason
queue.clock_extensions: kind extension granted_by starts source unsure
queue.extension_stops: kind extension clock
queue.pauses: clock reason
queue.extended: extension stopped started
staff.rosters: unit
staff.duty: unit post
staff.duty_swaps: state
staff.duty_events: unit code data
queue.handovers: unit
queue.handover_events: code data items salt hash
queue.reasons: code
queue.read_reasons: code
queue.papers: code
queue.paper_numbers: unit
queue.verifications: unit
queue.placeholders: name kinds
queue.replies: unit kind form states language title body
queue.checks: unit kind state label demanded_by
queue.drafts: form
queue.compartments: unit kind
lookup.codes: hash
booking.teams: unit name abilities
booking.team_days: unit start_place shifts
booking.gatherings: unit kind name area place_id landmark ready_key ready_power ready_tables state
booking.visits: unit channel area place_id booking_for relation place_kind requires
booking.people: service outcome card_handed_to
booking.errands: unit area place_id
booking.stops: kind channel
booking.postponements: unit area reason note
booking.postponed: was_state ended
booking.held_offers: why ended
booking.spare: unit
booking.roads_closed: unit from_place to_place note
booking.call_backs: area when_to_call
booking.proofs: nonce
booking.retention_runs: unit
booking.lists: unit channel
booking.caller_lookups: unit
booking.readiness: said_by
queue.links: kind
lookup.openers: kind opener sayer
tips.threads: tip digest moved_from
tips.secrets: room verify
tips.quotas: nonce lookup_hash
tips.parts: nonce
tips.leftovers: path
fund.settings: unit purpose decision
fund.caps: unit purpose basis
fund.rewards: number unit claim purpose state decision signature
fund.settlements: state unit
fund.events: code
fund.accounts: unit code
fund.days: unit account
fund.books: unit basis bank_bin
fund.deputies: unit
fund.names: unit salt commitment
fund.aid_kinds: code
fund.payments: unit state purpose source aid basis decision
fund.payment_events: code
fund.entries: unit kind debit credit basis decision voucher_kind voucher commitment aid payment_state before hash purpose
fund.posted_rewards: unit
fund.counts: unit
fund.months: unit
fund.published: unit kind purpose aid voucher decision commitment tie before hash
fund.covers: unit
fund.publications: unit
fund.waiting: unit
fund.totals: unit kind purpose aid
fund.heads: unit entry_hash row_hash
fund.statements: unit sha256 kind
fund.statement_lines: unit
fund.bank_matches: unit
fund.unmatched: unit
fund.bank_mappings: unit mapping
fund.yearly_dates: unit
fund.prints: number
support.hardships: hardship
support.wants: want
support.ends: reason
support.requests: unit asker area agreed_how granted ended
support.given: kind
queue.data_requests: what reason identity
booking.attendances: source
news.leftovers: path
news.categories: category
news.images: unit
news.image_files: sha256 type
news.campaigns: unit slug counters goals
news.posts: unit category areas
news.workings: stage category areas
news.events: unit what
notify.purposes: purpose
notify.settings: unit sender
notify.providers: channel
notify.outbox: unit purpose channel once data state error
notify.attempts: step code
notify.follows: unit lang
notify.told_posts: unit
results.programmes: programme
results.figures: figure programme measure
results.rules: unit superior place symbol recipients
results.models: unit programme
results.reports: unit kind state number
results.told: unit figure
erasures.kinds: kind job
erasures.holds: relation kind columns
erasures.runs: unit kind
erasures.log: what state
`;

/** By table. */
export const others: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
	lines
		.trim()
		.split('\n')
		.map((line) => {
			const [table = '', columns = ''] = line.split(': ');
			return [table, columns.split(' ')];
		})
);

/** Supabase's own: accounts of officers, and what Storage knows of the files that tips and posts name. */
export const ofSupabase = ['auth', 'storage', 'supabase_migrations'];
