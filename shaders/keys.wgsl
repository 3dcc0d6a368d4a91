// Images with a border, as unsigned integers in the order of the numbers.
//
// What is compared many times is looked up beyond the edges, and made comparable, only once: all bits of a negative
// number are flipped, and the sign of any other. One thread makes one key; workgroups of 64.
//
// M. Herf, Radix tricks, 2001.

// #include "thread_index.wgsl"
// #include "neighbours.wgsl"

// Number of elements to make.
override COUNT: u32;
// Width of the border on all four sides.
override BORDER: i32;

@group(0) @binding(1) var<storage, read_write> keys: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let element = thread_index(id, groups);
  if (element >= COUNT) {
    return;
  }
  let p = pixel_of_grid(element, vec2i(ROWS + 2 * BORDER, COLUMNS + 2 * BORDER), vec2i(1));
  let bits = bitcast<u32>(near(p, vec2i(-BORDER)));
  keys[element] = bits ^ select(0x80000000u, 0xffffffffu, bits >> 31u == 1u);
}
