/** What the build writes into a demo's page, and what travels between page and kernel. */

interface ControlSpec {
  kind: "range" | "interval" | "choice" | "select" | "toggle" | "actions" | "points" | "line" | "code" | "image";
  name: string;
  label: string;
  default: any;
  unit: string;
  help: string;
  when: Record<string, any[]>;
  low?: number;
  high?: number;
  step?: number;
  scale?: "linear" | "log";
  play?: boolean;
  options?: Record<string, string>;
  sets?: string[];
  starts?: boolean;
  panel?: string;
  least?: number;
  most?: number;
  numbered?: boolean;
  relative?: boolean;
  cleared?: number[][];
  brush?: string;
  examples?: Record<string, string>;
  samples?: string[];
}

interface ValueSpec { array: string; label: string; unit: string; digits: number }

/** A control that a place along x sets, from its lowest value at the first of the array `over` to its highest at the last. */
interface Tap { control: string; over: string; height?: string }

interface PanelSpec {
  name: string;
  kind: "image" | "plot" | "table";
  title: string;
  extent?: string;
  lengths?: boolean;
  frequencies?: boolean;
  titles?: { control: string; by: Record<string, string> };
  readOut?: ValueSpec[];
  lookUp?: { by: string; key: string; columns: ValueSpec[]; link: string };
  axes?: [string, string];
  tap?: Tap[];
  bar?: [string, string];
  countAxes?: boolean;
  columns?: ValueSpec[];
  names?: string[];
  link?: string;
  instead?: PanelSpec[];
}

interface DemoSpec {
  name: string;
  title: string;
  controls: ControlSpec[];
  panels: PanelSpec[];
  displays: import("./demo/display-settings.js").Display[];
  packages: string[];
  atStart: string[];
  missing: string[];
  samples: Record<string, { title: string; description: string }>;
  dedicated: boolean;
  presets: Record<string, State>;
  build: string;
  /** Addresses of the worker's scripts and of the first figure, each with a digest of its content. */
  worker: string;
  keeper: string;
  first: string;
  /** Addresses of the panels' styles, and of each script that is loaded when it is first needed. */
  panelStyles: string;
  scripts: Record<string, string>;
  /** Addresses of the demo's code, of what edits it, of the packages that it may install, and of our own wheel. */
  code: { source: string; editor: string; pyscript: string; wheels: string; wheel: string };
  yields: boolean;
  suggests: boolean;
}

interface NamedArray { shape: number[]; dtype: string; data: ArrayBuffer }
interface NamedImage { shape: number[]; limits: [number, number]; exact: boolean; data: ArrayBuffer }

/** Edge of a pixel of the demo's first image, and the shape of that image. */
interface Pixel { size: number; unit: string; shape: [number, number] }

type State = Record<string, any>;

interface DemoResult {
  seq?: number;
  state: State;
  summary: string;
  suggested: State;
  units: Record<string, string>;
  pixel: Pixel | null;
  limits: Record<string, [number, number]>;
  progress?: number;
  more: boolean;
  backend: string;
  selectable: boolean;
  ms: number;
  arrays: Record<string, NamedArray>;
  images: Record<string, NamedImage>;
}

/** What a demo's page is told of Python. */
interface KernelListener {
  onProgress(progress: { stage: string; loaded?: number; total?: number }): void;
  /** The demo is open: images and states may be sent. */
  onReady(): void;
  onResult(result: DemoResult): void;
  /** The last of several results has come. */
  onDone(): void;
  /** Python raised; the kernel lives on. */
  onError(error: KernelError): void;
  onSuggested(values: State): void;
  onImage(image: any): void;
  onRestart(reason: string): void;
  /** Edited code has died, or hangs: `stop` goes back to the demo's own. */
  onStopped(reason: string): void;
  onScript(text: string): void;
  /** What Python code has printed. */
  onPrinted(text: string): void;
  onFailed(reason: string): void;
}

/** `for`: the type of the message that failed; `value`: a value of the state was wrong; `line`: that of typed code. */
interface KernelError { for: string; message: string; detail: string; value: boolean; line: number | null }

/** Code in the place of the demo's own, and the arrays that it must return. */
interface EditedCode { source: string; arrays: string[] }

declare var Bokeh: any;

/** The connection that begin.js opened. */
declare var livedemo: import("./demo/connection.js").Connection | undefined;

/** The build puts kernel/manifest.json in its place. */
declare const MANIFEST: import("./kernel/boot.js").Manifest;

/** The build puts the list of what the service worker precaches in its place. */
declare const SHELL: import("workbox-precaching").PrecacheEntry[];
