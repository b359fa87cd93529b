import { Api, NetworkError } from '../../../web/studio/api/client';
import { type DesignDraft, DesignSaver, RejectedError } from '../../../web/studio/order/save_design';

type Step = { status: number; body: unknown; headers?: Record<string, string> } | 'lost' | 'no answer';

// A server that answers by script, and remembers what it was asked.
class ScriptedServer {
  readonly calls: string[] = [];
  readonly forms: FormData[] = [];
  constructor(private readonly steps: Step[]) {}
  readonly fetch = async (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    this.calls.push(`${init?.method ?? 'GET'} ${String(url)}`);
    if (init?.body instanceof FormData) this.forms.push(init.body);
    const step = this.steps.shift();
    if (step === undefined) throw new Error('The script is at its end.');
    if (step === 'lost') throw new TypeError('Failed to fetch');
    if (step === 'no answer') {
      return new Promise((_, failed) => init?.signal?.addEventListener('abort', () => failed(init.signal!.reason)));
    }
    return new Response(step.status === 204 ? null : JSON.stringify(step.body), {
      status: step.status, headers: { 'content-type': 'application/json', ...step.headers },
    });
  };
}

class FakeClock {
  ms = 0;
  readonly naps: number[] = [];
  on_nap = (): void => undefined;
  now = (): number => this.ms;
  sleep = async (ms: number): Promise<void> => {
    this.on_nap();
    this.naps.push(ms);
    this.ms += ms;
  };
}

const accepted: Step = { status: 202, body: { id: 'd1', status: 'pending', status_url: '/api/designs/d1' } };
const pending: Step = { status: 200, body: { id: 'd1', status: 'pending' }, headers: { 'retry-after': '1' } };
const called_off: Step = { status: 204, body: null };
const complete: Step = { status: 200, body: { id: 'd1', status: 'complete' } };

const photo = { name: 'secret name.jpg', type: 'image/jpeg' as const, chosen_at: 0, bytes: new Uint8Array([1, 2, 3]) };
const draft: DesignDraft = { photo, recipe_json: '{}', scene: 'the-scream', preview_sha256: 'ab', print_spec: 'tee' };

function setup(...steps: Step[]) {
  const server = new ScriptedServer(steps);
  const clock = new FakeClock();
  return { server, clock, saver: new DesignSaver(new Api(server.fetch as typeof fetch), clock), stages: [] as string[] };
}

test('a design is sent once and asked about until it is complete', async () => {
  const { server, clock, saver, stages } = setup(accepted, pending, pending, complete);
  await expect(saver.save(draft, (stage) => stages.push(stage))).resolves.toBe('d1');
  expect(server.calls).toEqual(['POST /api/upload', ...Array(3).fill('GET /api/designs/d1')]);
  expect(clock.naps).toEqual([1000, 1000]);
  expect(stages[0]).toBe('sending');
});

test('the photo goes without the name of its file', async () => {
  const { server, saver } = setup(accepted, complete);
  await saver.save(draft, () => {});
  const sent = server.forms[0]?.get('photo') as File;
  expect(sent.name).toBe('photo.jpg');
  expect(sent.size).toBe(3);
  expect(server.forms[0]?.get('preview_sha256')).toBe('ab');
});

test('a connection lost while waiting is bridged', async () => {
  const { saver } = setup(accepted, 'lost', { status: 503, body: {} }, complete);
  await expect(saver.save(draft, () => {})).resolves.toBe('d1');
});

test('a second try goes on where the first stopped, without sending again', async () => {
  const { server, saver } = setup(accepted, ...Array<Step>(6).fill('lost'), pending, complete);
  await expect(saver.save(draft, () => {})).rejects.toThrow(NetworkError);
  await expect(saver.save(draft, () => {})).resolves.toBe('d1');
  expect(server.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
});

test('a failed sending can be tried again', async () => {
  const { saver } = setup('lost', accepted, complete);
  await expect(saver.save(draft, () => {})).rejects.toThrow(NetworkError);
  await expect(saver.save(draft, () => {})).resolves.toBe('d1');
});

test('a finished design is not sent again for a second product of the same print', async () => {
  const { server, saver } = setup(accepted, complete);
  await saver.save(draft, () => {});
  await expect(saver.save({ ...draft }, () => {})).resolves.toBe('d1');
  expect(server.calls).toHaveLength(2);
});

test('another crop is another design', async () => {
  const { server, saver } = setup(accepted, complete, accepted, complete);
  await saver.save(draft, () => {});
  await saver.save({ ...draft, recipe_json: '{"version":1}' }, () => {});
  expect(server.calls.filter((call) => call.startsWith('POST'))).toHaveLength(2);
});

test('a rejection carries its reason, and the photo can be sent anew', async () => {
  const { saver } = setup(accepted, { status: 200, body: { id: 'd1', status: 'rejected', reason: 'A virus.' } }, accepted, complete);
  const first = saver.save(draft, () => {});
  await expect(first).rejects.toThrow(RejectedError);
  await expect(first).rejects.toThrow('A virus.');
  await expect(saver.save(draft, () => {})).resolves.toBe('d1');
});

test('waiting ends with words when the shop never finishes', async () => {
  const { saver, stages } = setup(accepted, ...Array<Step>(400).fill(pending));
  await expect(saver.save(draft, (stage) => stages.push(stage))).rejects.toThrow(/longer than it should/);
  expect(new Set(stages)).toEqual(new Set(['sending', 'checking', 'rendering', 'waiting']));
});

test('the same photo and wish are sent under the same key, also by a page that was loaded anew', async () => {
  const key_of = async (wish: Partial<DesignDraft>): Promise<FormDataEntryValue | null> => {
    const { server, saver } = setup(accepted, complete);
    await saver.save({ ...draft, photo_id: 'p1', ...wish }, () => undefined);
    return server.forms[0]!.get('upload_key');
  };
  expect(await key_of({})).toMatch(/^[0-9a-f]{64}$/);
  expect(await key_of({})).toBe(await key_of({}));
  expect(await key_of({ print_spec: 'hat' })).not.toBe(await key_of({}));
  expect(await key_of({ photo_id: 'p2' })).not.toBe(await key_of({}));
  expect(await key_of({ photo_id: undefined })).toBeNull();
});

test('who cancels while the photo is on its way leaves nothing to call off, and may begin again', async () => {
  const { server, saver, stages } = setup('no answer', accepted, complete);
  const canceling = new AbortController();
  const saving = saver.save(draft, (stage) => stages.push(stage), canceling.signal);
  await vi.waitUntil(() => server.calls.length === 1);
  canceling.abort();
  await expect(saving).rejects.toMatchObject({ name: 'AbortError' });
  expect(server.calls).toEqual(['POST /api/upload']);
  await expect(saver.save(draft, () => {})).resolves.toBe('d1');
});

test('who cancels while the shop is at work has it deleted there, before the same is sent again', async () => {
  const { server, clock, saver } = setup(accepted, pending, called_off, accepted, complete);
  const canceling = new AbortController();
  clock.on_nap = () => canceling.abort();
  await expect(saver.save(draft, () => {}, canceling.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await expect(saver.save(draft, () => {})).resolves.toBe('d1');
  expect(server.calls).toEqual(['POST /api/upload', 'GET /api/designs/d1', 'DELETE /api/designs/d1', 'POST /api/upload', 'GET /api/designs/d1']);
});

test('a cancellation that the shop does not hear of keeps nobody from trying again', async () => {
  const { clock, saver } = setup(accepted, pending, 'lost', accepted, complete);
  const canceling = new AbortController();
  clock.on_nap = () => canceling.abort();
  await expect(saver.save(draft, () => {}, canceling.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await expect(saver.save(draft, () => {})).resolves.toBe('d1');
});

test('what was canceled before anything was sent is not sent', async () => {
  const { server, saver } = setup();
  await expect(saver.save(draft, () => {}, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  expect(server.calls).toEqual([]);
});
