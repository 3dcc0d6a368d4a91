// The value of a given rank among those under a footprint around each pixel: the median, for instance.
//
// The footprint is symmetric and has an odd number of rows, of which each reaches equally far to the left and to the
// right: a square or a disc. Values come as keys in their order (keys.wgsl) with a border as wide as the
// footprint reaches. The result is exact, for it is selected, not computed, and nothing is sorted: the key is
// sought between two bounds. Each round counts the keys up to the middle between the bounds and moves one of
// them there, on to the next key that occurs: at most 32 rounds, about log2 n for n keys that lie evenly.
//
// One thread makes one pixel, in few registers; workgroups of 64.
//
// N. Devillard, Fast median search: an ANSI C implementation, 1998: the method of T. Mogensen, who halves the
// interval of values; that of keys is halved no more often than they have bits.

// #include "thread_index.wgsl"

override ROWS: i32;
override COLUMNS: i32;
// Number of elements to make.
override COUNT: u32;
// How many of the keys come before the wanted one.
override RANK: u32;

@group(0) @binding(0) var<storage, read> keys: array<u32>;
// How far each row of the footprint reaches.
@group(0) @binding(1) var<storage, read> reaches: array<i32>;
@group(0) @binding(2) var<storage, read_write> ranked: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let rows = i32(arrayLength(&reaches));
  let width = COLUMNS + rows - 1;
  let line = i32(element) / COLUMNS;
  // Address of the key above the pixel, in the first row of the footprint.
  let top = (line + line / ROWS * (rows - 1)) * width + i32(element) % COLUMNS + rows / 2;

  var low = 0u;
  var high = 0xffffffffu;
  while (low < high) {
    let middle = low + (high - low) / 2u;
    var count = 0u;          // of the keys up to the middle,
    var last = 0u;           // the largest of them,
    var next = 0xffffffffu;  // and the smallest of the others
    for (var row = 0; row < rows; row++) {
      let reach = reaches[row];
      for (var right = -reach; right <= reach; right++) {
        let key = keys[top + row * width + right];
        if (key <= middle) {
          count++;
          last = max(last, key);
        } else {
          next = min(next, key);
        }
      }
    }
    if (count > RANK) {
      high = last;
      low = select(low, last, count == RANK + 1u);
    } else {
      low = next;
      high = select(high, next, count == RANK);
    }
  }
  ranked[element] = bitcast<f32>(low ^ select(0xffffffffu, 0x80000000u, low >> 31u == 1u));
}
