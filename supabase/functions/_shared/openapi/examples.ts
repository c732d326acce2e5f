/** Requests as others would send them, with made-up people. Keys, tokens and secrets in them are of the right form and good for nothing. */

const key = '0b9f7a52-6c1e-4c0e-8f5d-2f6a1c9e7d34';
const hold = '5d0c1a9e-3b7f-4a42-9d1c-7e8f6a5b4c3d';
const hamlet = '3f2b8c1d-9e4a-4f6b-8a7c-1d2e3f4a5b6c';
const lookup = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const lookup_hash = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';
const written = 'eyJleGFtcGxlIjoidHJ1ZSJ9';
const area = '21439';

const wanted = { area, hamlet, people: [{ needs: ['bedridden'] }] };
const form = {
	booking_for: 'relative',
	people: [
		{
			name: 'Nguyễn Thị Minh Họa',
			birth: { year: 1941 },
			service: 'renew',
			needs: ['bedridden'],
			lacks_capacity: false,
			representative: null,
			old_number: null
		}
	],
	consent: true,
	place: {
		kind: 'home',
		area,
		hamlet,
		landmark: 'Nhà sau chợ, cổng xanh',
		address: null,
		permanent_elsewhere: null,
		point: null
	},
	contact: {
		name: 'Nguyễn Văn Minh Họa',
		phone: '0900 000 101',
		relation: 'grandchild',
		person_knows: true,
		at_home: null
	}
};

export const examples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	unit_public: {},
	booking_days: {},
	booking_challenge: {},
	booking_offers: { wanted, proof: written, hold: null, lookup: null },
	booking_hold: { key, token: written, hold: null },
	booking_extend: { key, hold },
	booking_release: { key, hold },
	booking_submit: { key, lookup_hash, hold, proof: null, form },
	booking_call_back: {
		key,
		lookup_hash,
		proof: written,
		form: {
			name: 'Trần Thị Minh Họa',
			phone: '0900 000 102',
			area,
			hamlet: null,
			when: 'any',
			about: null
		}
	},
	booking_reschedule: { key, lookup, token: written },
	news_list: {
		unit: null,
		category: null,
		area: null,
		campaign: null,
		words: null,
		before: null,
		size: 20
	},
	news_post: { slug: 'lich-phuc-vu-cuoi-tuan' },
	news_campaigns: { unit: null },
	queue_figures_public: { unit: area },
	results_public: { unit: area, period: null, edition: null },
	fund_public: { unit: area },
	fund_public_rows: { unit: area, filter: {}, after: null, size: 50 },
	fund_chain: { unit: area, from_row: 1, size: 100 }
};
