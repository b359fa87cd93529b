#include "world/post.h"

#include <algorithm>

namespace simulation {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

void Post::send(Notice notice) {
  auto& chance = scheduler_.chance();
  notice.event_id = "evt_" + std::to_string(++count_);
  scheduler_.tell(notice.source, notice.event_id + " " + notice.type + " " + notice.object_id);
  // Stripe gives up after three days; what it told of must be found without it.
  if (loses_stripes_ && notice.source == "stripe" && chance.happens(0.1)) {
    return scheduler_.tell(notice.source, notice.event_id + " never arrives");
  }
  const int copies = is_disordered_ && chance.happens(0.2) ? chance.between(2, 3) : 1;
  for (int copy = 0; copy < copies; ++copy) {
    const bool late = is_disordered_ && chance.happens(0.25);
    const milliseconds delay = late ? chance.within(seconds{10}, hours{7}) : chance.within(milliseconds{200}, seconds{5});
    scheduler_.spawn(notice.source + "'s post", [this, notice] { deliver(notice); }, delay);
  }
}

void Post::deliver(const Notice& notice) {
  milliseconds gap = minutes{1};
  while (true) {
    const bool lost = is_disordered_ && scheduler_.chance().happens(0.05);
    if (lost) scheduler_.tell(notice.event_id + " is lost on the way");
    if (!lost && door_(notice)) return;
    scheduler_.sleep(gap);
    gap = std::min<milliseconds>(gap * 5, hours{8});
  }
}

}  // namespace simulation
