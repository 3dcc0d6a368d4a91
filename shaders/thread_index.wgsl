// Which element a thread is to make, for shaders with workgroups of 64 threads in a line.
//
// A dispatch may have no more than 65535 workgroups in one dimension, hence they lie in several lines of equal
// length; threads beyond the last element have nothing to do and must return.

fn thread_index(id: vec3u, groups: vec3u) -> u32 {
  return id.y * groups.x * 64u + id.x;
}
