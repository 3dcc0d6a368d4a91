// Where a value lies among steps that ascend, by bisection: nothing is rounded, so that host and GPU agree.

@group(0) @binding(1) var<storage, read> steps: array<f32>;

// How many steps are not above the value.
fn steps_reached(value: f32) -> u32 {
  var low = 0u;
  var high = arrayLength(&steps);
  while (low < high) {
    let middle = (low + high) / 2u;
    if (value >= steps[middle]) {
      low = middle + 1u;
    } else {
      high = middle;
    }
  }
  return low;
}
