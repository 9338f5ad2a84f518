/**
 * How a node meets others, joins them, refuses to, and learns that its cluster has parted with it. {@link
 * counterfoil.node.member.Joiner} is the walk from a started actor system to membership; {@link
 * counterfoil.node.member.Attendance} keeps the node's row at the meeting point, the database, for as long as it lives;
 * {@link counterfoil.node.member.Meeting} and {@link counterfoil.node.member.JoinChecks} decide, without input or output.
 */
@NullMarked
package counterfoil.node.member;

import org.jspecify.annotations.NullMarked;
