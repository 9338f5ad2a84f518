/**
 * The database as the place where nodes meet: who is there, since when, and of which cluster. Every cluster has a number,
 * its epoch, which is given once under a lock, and a node may go on only while its row stands, so that two clusters on one
 * database end as one. {@link counterfoil.persistence.member.MeetingPoint} has all the SQL; what to do with the answers is
 * decided in the node.
 */
@NullMarked
package counterfoil.persistence.member;

import org.jspecify.annotations.NullMarked;
